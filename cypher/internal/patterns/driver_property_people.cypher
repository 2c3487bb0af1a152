// Answers: Which people did an event with this property in the time before a target, and when?
//   The time ends before the first event of the target; for the others with their last event.
// Grain: one row a person, by OneID; `at` are microseconds since 1970.
// Parameters:
//   others: STRING - all letters but those of the target
//   window: INTEGER = 2592000000000 - microseconds before the target that are looked at
//   event: STRING - the name of the event
//   property: STRING - the property
//   value: STRING - its value, as text
//   everybody: BOOLEAN = true - every journey counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a journey must have one
//   but_lacks: STRING = null - all letters but those of which a journey must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: oneid STRING, converts BOOLEAN, at LIST<INTEGER>
// Example: run by onepath drivers --people
CYPHER 25
MATCH (journey:Journey)
// Of the group: something of a journey is left when all letters but those are trimmed off.
WHERE journey.length > 0 AND $event IN journey.path
  AND ($everybody OR all(but IN $but_has WHERE ltrim(journey.trail, but) <> '')
    AND ($but_lacks IS NULL OR ltrim(journey.trail, $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(journey.trail, 1))
    AND $since <= toInteger(left(journey.clock, 16)) <= $until)
WITH journey, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WITH journey, place < size(journey.trail) AS converts,
     toInteger(CASE WHEN place < size(journey.trail) THEN substring(journey.clock, 16 * place, 16) ELSE right(journey.clock, 16) END) AS until
// Who converts is looked at until then, the others until after their last event.
WITH journey, converts, CASE WHEN converts THEN until ELSE until + 1 END AS stop, CASE WHEN until < $window THEN 0 ELSE until - $window END AS start
WITH journey, converts, datetime({epochSeconds: start / 1000000, microsecond: start % 1000000}) AS since,
     datetime({epochSeconds: stop / 1000000, microsecond: stop % 1000000}) AS until
MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
WHERE event.name = $event AND since <= event.corrected_at < until AND toStringOrNull(event[$property]) = $value
WITH journey, converts, event.corrected_at AS at ORDER BY at
RETURN journey.oneid AS oneid, converts, collect(at.epochSeconds * 1000000 + at.microsecond) AS at
ORDER BY oneid
