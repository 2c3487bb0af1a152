// Answers: How many of those who come to a target did an event with this property in the time before, and of the others?
//   Everybody is observed in the lookback window before a moment: fragments/driver_window says which.
//   Activity is the number of events in it, in classes that double: 0, 1 to 2, 3 to 6, 7 to 14.
// Grain: one row per event name, property, value and class of activity; only values that enough people have.
// Parameters:
//   others: STRING - all letters but those of the target
//   window: INTEGER = 2592000000000 - microseconds before the target that are looked at
//   least: INTEGER = 25 - the fewest people
// Returns: event STRING, name STRING, value STRING, activity INTEGER, converters INTEGER, others INTEGER
// Example: run by onepath drivers
CYPHER 25
MATCH (journey:Journey)
WHERE journey.length > 0
  AND true /* filter journey */
WITH journey, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WITH journey, place < size(journey.trail) AS converts,
     // include: fragments/driver_window
     AS until
WITH journey, converts, until, CASE WHEN until < $window THEN 0 ELSE until - $window END AS start
WITH journey, converts, datetime({epochSeconds: start / 1000000, microsecond: start % 1000000}) AS since,
     datetime({epochSeconds: until / 1000000, microsecond: until % 1000000}) AS until
CALL (journey, since, until) {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  WHERE since <= event.corrected_at < until
  WITH collect(event) AS events
  WITH events, toInteger(log10(size(events) + 1) / log10(2) + 1e-9) AS activity
  UNWIND events AS event
  UNWIND [name IN keys(event) WHERE NOT name IN
  // include: fragments/event_fields
  ] AS name
  WITH activity, event.name AS happened, name, toStringOrNull(event[name]) AS value
  WHERE value IS NOT NULL
  RETURN DISTINCT activity, happened, name, value
}
WITH happened AS event, name, value, activity, count(*) AS people, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converters
WITH event, name, value, sum(people) AS everybody, collect([activity, converters, people - converters]) AS classes
WHERE everybody >= $least
UNWIND classes AS class
RETURN event, name, value, class[0] AS activity, class[1] AS converters, class[2] AS others
ORDER BY everybody DESC, event, name, value, activity
