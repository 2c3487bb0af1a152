// Answers: Which event followed which in sessions, day by day?
// Grain: one row a pair of letters and a day. ^ is the beginning of a session, $ its end; the day (since 1970, UTC)
//   is that of the first of the two, of ^ that of the session's first event.
// Parameters:
//   part: INTEGER = 0 - which part of the journeys, if they are asked in several parts
//   parts: INTEGER = 1 - in how many
// Returns: pair STRING, day INTEGER, times INTEGER
// Example: onepath query changes/transitions_by_day
MATCH (journey:Journey)
WHERE id(journey) % $parts = $part
UNWIND range(0, size(journey.session_trails) - 1) AS session
WITH '^' + journey.session_trails[session] + '$' AS trail, journey.session_clocks[session] AS clock
UNWIND range(0, size(trail) - 2) AS k
RETURN substring(trail, k, 2) AS pair,
       toInteger(substring(clock, CASE k WHEN 0 THEN 0 ELSE 16 * (k - 1) END, 16)) / 86400000000 AS day,
       count(*) AS times
