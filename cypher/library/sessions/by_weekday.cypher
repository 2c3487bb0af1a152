// Answers: On which days of the week do sessions start, by source?
// Grain: one row per weekday (1 is Monday) and source.
// Parameters:
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
// Returns: weekday INTEGER, source STRING, sessions INTEGER
// Example: onepath query sessions/by_weekday
MATCH (session:Session)
WHERE session.started_at IS NOT NULL
RETURN datetime({datetime: session.started_at, timezone: $time_zone}).dayOfWeek AS weekday, session.source AS source, count(*) AS sessions
ORDER BY weekday, source
