// Answers: What share of sessions has only one event?
// Grain: one row per source, the highest bounce rate first.
// Parameters: none
// Returns: source STRING, sessions INTEGER, bounces INTEGER, bounce_rate FLOAT
// Example: onepath query sessions/bounce_rate
MATCH (session:Session)
WITH session.source AS source, COUNT { (session)<-[:IN]-() } AS events
WHERE events > 0
WITH source, count(*) AS sessions, sum(CASE WHEN events = 1 THEN 1 ELSE 0 END) AS bounces
RETURN source, sessions, bounces, toFloat(bounces) / sessions AS bounce_rate
ORDER BY bounce_rate DESC, source
