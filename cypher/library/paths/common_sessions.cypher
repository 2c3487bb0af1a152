// Answers: Which whole sessions, event by event, are the most common?
// Grain: one row per sequence of events, the most frequent first.
// Parameters:
//   limit: INTEGER = 50 - how many sequences
// Returns: events LIST<STRING>, sessions INTEGER, people INTEGER
// Example: onepath query paths/common_sessions --param limit=10
MATCH (session:Session)<-[:IN]-(event:Event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH session, person, event ORDER BY event.corrected_at, event.sequence, event.key
WITH session, person, collect(event.name) AS events
RETURN events, count(*) AS sessions, count(DISTINCT person) AS people
ORDER BY sessions DESC, events
LIMIT $limit
