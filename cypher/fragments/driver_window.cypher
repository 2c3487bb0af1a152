// Fragment: where a person's window ends, in microseconds: with their first event of the target; for the others as long
//   after their first event as for one of the converters, who is chosen by the OneID among those whose time the data has.
//   Needs: journey, place.
// Parameters:
//   delays: LIST<INTEGER> - how long after their first event converters did the target, in microseconds, shortest first
//   latest: INTEGER - the time of the last event in the data
CASE WHEN place < size(journey.trail) THEN toInteger(substring(journey.clock, 16 * place, 16))
  ELSE head([first IN [toInteger(left(journey.clock, 16))] |
    head([fitting IN [[delay IN $delays WHERE first + delay <= $latest]] |
      CASE size(fitting) WHEN 0 THEN $latest + 1 ELSE first + fitting[coalesce(journey.slot, 0) % size(fitting)] END])])
END
