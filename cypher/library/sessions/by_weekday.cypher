// Answers: On which days of the week do sessions start, by source?
// Grain: one row per weekday (UTC, 1 is Monday) and source.
// Parameters: none
// Returns: weekday INTEGER, source STRING, sessions INTEGER
// Example: onepath query sessions/by_weekday
MATCH (session:Session)
WHERE session.started_at IS NOT NULL
RETURN session.started_at.dayOfWeek AS weekday, session.source AS source, count(*) AS sessions
ORDER BY weekday, source
