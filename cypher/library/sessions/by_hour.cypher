// Answers: At which hours of the day do sessions start, by source?
// Grain: one row per hour (0 to 23, as the clocks of the time zone show it) and source with at least one session.
// Parameters:
//   time_zone: STRING = UTC - the time zone of hours; that of the project if it is left out
// Returns: hour INTEGER, source STRING, sessions INTEGER
// Example: onepath query sessions/by_hour --param time_zone=Asia/Shanghai
MATCH (session:Session)
WHERE session.started_at IS NOT NULL
RETURN datetime({datetime: session.started_at, timezone: $time_zone}).hour AS hour, session.source AS source, count(*) AS sessions
ORDER BY hour, source
