// Answers: Which events do sessions end with?
// Grain: one row per source and event, the most sessions first.
// Parameters: none
// Returns: source STRING, event STRING, sessions INTEGER
// Example: onepath query sessions/exit_events
MATCH (session:Session)<-[:IN]-(event:Event)
WITH session, event ORDER BY event.corrected_at, event.sequence, event.key
WITH session, collect(event)[-1] AS last
RETURN last.source AS source, last.name AS event, count(*) AS sessions
ORDER BY sessions DESC, source, event
