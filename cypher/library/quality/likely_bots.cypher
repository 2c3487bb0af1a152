// Answers: Who does more in one hour than a person can?
// Grain: one row per person and hour, the most events first.
// Parameters:
//   events: INTEGER = 100 - the minimum number of events in the hour
//   limit: INTEGER = 50 - the maximum number of rows
// Returns: oneid STRING, hour ZONED DATETIME, events INTEGER, event_names LIST<STRING>
// Example: onepath query quality/likely_bots --param events=50
MATCH (event:Event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH person, datetime.truncate('hour', event.corrected_at) AS hour, count(*) AS events, collect(DISTINCT event.name) AS event_names
WHERE events >= $events
RETURN person.oneid AS oneid, hour, events, event_names
ORDER BY events DESC, oneid, hour
LIMIT $limit
