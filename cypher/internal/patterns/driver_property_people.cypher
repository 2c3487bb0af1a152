// Answers: Which people did an event with this property in the time before a target, and when?
//   Everybody is observed in the lookback window before a moment: fragments/driver_window says which.
// Grain: one row per person, by OneID; `at` are microseconds since 1970.
// Parameters:
//   others: STRING - all letters but those of the target
//   window: INTEGER = 2592000000000 - microseconds before the target that are looked at
//   event: STRING - the name of the event
//   property: STRING - the property
//   value: STRING - its value, as text
// Returns: oneid STRING, converts BOOLEAN, at LIST<INTEGER>
// Example: run by onepath drivers --people
CYPHER 25
MATCH (journey:Journey)
WHERE journey.length > 0 AND $event IN journey.path
  AND true /* filter journey */
WITH journey, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WITH journey, place < size(journey.trail) AS converts,
     // include: fragments/driver_window
     AS until
WITH journey, converts, until, CASE WHEN until < $window THEN 0 ELSE until - $window END AS start
WITH journey, converts, datetime({epochSeconds: start / 1000000, microsecond: start % 1000000}) AS since,
     datetime({epochSeconds: until / 1000000, microsecond: until % 1000000}) AS until
MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
WHERE event.name = $event AND since <= event.corrected_at < until AND toStringOrNull(event[$property]) = $value
WITH journey, converts, event.corrected_at AS at ORDER BY at
RETURN journey.oneid AS oneid, converts, collect(at.epochSeconds * 1000000 + at.microsecond) AS at
ORDER BY oneid
