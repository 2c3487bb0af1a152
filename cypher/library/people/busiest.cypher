// Answers: Who are the most active people?
// Grain: one row per person, the most events first.
// Parameters:
//   limit: INTEGER = 20 - how many people
// Returns: oneid STRING, events INTEGER, sessions INTEGER, first_event ZONED DATETIME, last_event ZONED DATETIME
// Example: onepath query people/busiest --param limit=5
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive
// Messages that the company sent, and what systems do by themselves, are no activity.
MATCH (person:Person)-[:WALKED]->(journey:Journey)
RETURN person.oneid AS oneid, size([name IN journey.path WHERE NOT name IN passive]) AS events,
       size(journey.session_trails) AS sessions, journey.started_at AS first_event, journey.ended_at AS last_event
ORDER BY events DESC, oneid
LIMIT $limit
