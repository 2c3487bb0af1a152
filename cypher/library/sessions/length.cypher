// Answers: How long do sessions last?
// Grain: one row per source, the most sessions first. Seconds from a session's start to its end.
// Parameters: none
// Returns: source STRING, sessions INTEGER, median_seconds FLOAT, p90_seconds FLOAT, mean_seconds FLOAT
// Example: onepath query sessions/length
MATCH (session:Session)
WHERE session.started_at IS NOT NULL
WITH session.source AS source, duration.inSeconds(session.started_at, session.ended_at).milliseconds / 1000.0 AS seconds
RETURN source, count(*) AS sessions, percentileCont(seconds, 0.5) AS median_seconds,
       percentileCont(seconds, 0.9) AS p90_seconds, avg(seconds) AS mean_seconds
ORDER BY sessions DESC, source
