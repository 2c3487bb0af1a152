// Answers: What did everybody do who did one of these events, in order?
// Grain: one row a person, or a session of a person.
// Parameters:
//   others: STRING - the letters of all other events
//   scope: STRING = 'person' - person or session
//   everybody: BOOLEAN = true - everybody counts, and nothing of the next two is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a unit must have one
//   but_lacks: STRING = null - all letters but those of which a unit must have none
//   since: INTEGER = 0 - microseconds since 1970: who did nothing from then on is left out
//   until: INTEGER = 9999999999999999 - and who had done nothing by then
// Returns: oneid STRING, session INTEGER, trail STRING, clock STRING
// Example: run by onepath funnel
MATCH (journey:Journey)
WHERE size(ltrim(journey.trail, $others)) > 0
  AND toInteger(right(journey.clock, 16)) >= $since AND toInteger(left(journey.clock, 16)) <= $until
UNWIND CASE $scope WHEN 'session' THEN range(0, size(journey.session_trails) - 1) ELSE [null] END AS session
WITH journey, session,
     CASE WHEN session IS NULL THEN journey.trail ELSE journey.session_trails[session] END AS trail
WHERE size(ltrim(trail, $others)) > 0
  AND ($everybody OR all(but IN $but_has WHERE ltrim(trail, but) <> '') AND ($but_lacks IS NULL OR ltrim(trail, $but_lacks) = ''))
RETURN journey.oneid AS oneid, session, trail,
       CASE WHEN session IS NULL THEN journey.clock ELSE journey.session_clocks[session] END AS clock
