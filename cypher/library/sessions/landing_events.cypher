// Answers: Which events do sessions start with?
// Grain: one row per source and event, the most sessions first.
// Parameters: none
// Returns: source STRING, event STRING, sessions INTEGER
// Example: onepath query sessions/landing_events
MATCH (session:Session)<-[:IN]-(event:Event)
WITH session, event ORDER BY event.corrected_at, event.sequence, event.key
WITH session, collect(event)[0] AS first
RETURN first.source AS source, first.name AS event, count(*) AS sessions
ORDER BY sessions DESC, source, event
