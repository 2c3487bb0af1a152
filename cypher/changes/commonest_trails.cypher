// Answers: Which whole sessions are the most frequent?
// Grain: one row a trail, the most frequent first.
// Parameters:
//   limit: INTEGER = 100 - how many
// Returns: trail STRING, times INTEGER
// Example: onepath query changes/commonest_trails
MATCH (journey:Journey)
UNWIND journey.session_trails AS trail
RETURN trail, count(*) AS times ORDER BY times DESC, trail LIMIT $limit
