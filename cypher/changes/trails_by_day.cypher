// Answers: How many sessions were exactly these, day by day?
// Grain: one row a trail and a day (since 1970, UTC) on which such sessions began. The empty trail is any session.
// Parameters:
//   trails: LIST<STRING> - the trails that are told apart
// Returns: trail STRING, day INTEGER, times INTEGER
// Example: run by onepath change
MATCH (journey:Journey)
UNWIND range(0, size(journey.session_trails) - 1) AS session
WITH journey.session_trails[session] AS trail, left(journey.session_clocks[session], 16) AS at
RETURN CASE WHEN trail IN $trails THEN trail ELSE '' END AS trail, toInteger(at) / 86400000000 AS day, count(*) AS times
