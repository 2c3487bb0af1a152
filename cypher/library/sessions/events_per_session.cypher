// Answers: How many events does a session have?
// Grain: one row per number of events.
// Parameters: none
// Returns: events INTEGER, sessions INTEGER
// Example: onepath query sessions/events_per_session
MATCH (session:Session)
WITH COUNT { (session)<-[:IN]-() } AS events
RETURN events, count(*) AS sessions
ORDER BY events
