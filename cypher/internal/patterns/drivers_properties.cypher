// Answers: How many of those who come to a target did an event with this property in the time before, and of the others?
//   The time ends before the first event of the target; for the others with their last event.
// Grain: one row per event name, property and value that enough people did, the most first.
// Parameters:
//   others: STRING - all letters but those of the target
//   window: INTEGER = 2592000000000 - microseconds before the target that are looked at
//   least: INTEGER = 25 - the fewest people
// Returns: event STRING, name STRING, value STRING, converters INTEGER, others INTEGER
// Example: run by onepath drivers
CYPHER 25
MATCH (journey:Journey)
WHERE journey.length > 0
  AND true /* filter journey */
WITH journey, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WITH journey, place < size(journey.trail) AS converts,
     toInteger(CASE WHEN place < size(journey.trail) THEN substring(journey.clock, 16 * place, 16) ELSE right(journey.clock, 16) END) AS until
// Who converts is looked at until then, the others until after their last event.
WITH journey, converts, CASE WHEN converts THEN until ELSE until + 1 END AS stop, CASE WHEN until < $window THEN 0 ELSE until - $window END AS start
WITH journey, converts, datetime({epochSeconds: start / 1000000, microsecond: start % 1000000}) AS since,
     datetime({epochSeconds: stop / 1000000, microsecond: stop % 1000000}) AS until
CALL (journey, since, until) {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  WHERE since <= event.corrected_at < until
  UNWIND [name IN keys(event) WHERE NOT name IN
  // include: fragments/event_fields
  ] AS name
  WITH event.name AS happened, name, toStringOrNull(event[name]) AS value
  WHERE value IS NOT NULL
  RETURN DISTINCT happened, name, value
}
WITH happened AS event, name, value, count(*) AS people, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converters
WHERE people >= $least
RETURN event, name, value, converters, people - converters AS others
ORDER BY people DESC, event, name, value
