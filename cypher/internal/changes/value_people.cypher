// Answers: Whose events had this value of a property on these days?
// Grain: one row per person, those with the most events first.
// Parameters:
//   property: STRING - the property
//   value: STRING = null - its value as text; null for lists
//   event: STRING = null - only events of this name
//   passive: LIST<STRING> = [] - events that nobody did, left out
//   since: INTEGER - microseconds since 1970, included
//   until: INTEGER - microseconds since 1970, included
//   limit: INTEGER = 1000000 - how many people at most
// Returns: oneid STRING, times INTEGER
// Example: run by onepath change --by platform --people
MATCH (event:Event)
WHERE datetime({epochSeconds: $since / 1000000}) <= event.corrected_at < datetime({epochSeconds: ($until + 1) / 1000000})
  AND event[$property] IS NOT NULL AND ($event IS NULL OR event.name = $event) AND NOT event.name IN $passive
  AND CASE WHEN $value IS NULL THEN toStringOrNull(event[$property]) IS NULL ELSE toStringOrNull(event[$property]) = $value END
MATCH (event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
RETURN person.oneid AS oneid, count(*) AS times
ORDER BY times DESC, oneid LIMIT $limit
