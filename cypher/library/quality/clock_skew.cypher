// Answers: Which devices have a clock that is wrong, and by how much?
// Grain: one row per identifier whose events had to be moved in time, the largest shift first.
// Parameters:
//   minutes: INTEGER = 5 - the smallest error that counts, in minutes
//   limit: INTEGER = 50 - the maximum number of identifiers
// Returns: identifier STRING, events INTEGER, median_minutes FLOAT
// Example: onepath query quality/clock_skew --param minutes=60
MATCH (event:Event)-[:BY]->(identifier:Identifier)
WITH identifier, duration.inSeconds(event.original_at, event.corrected_at).seconds / 60.0 AS shift
WHERE abs(shift) >= $minutes
// A negative shift: the clock was ahead.
WITH identifier, count(*) AS events, percentileCont(shift, 0.5) AS median_minutes
RETURN identifier.key AS identifier, events, median_minutes
ORDER BY abs(median_minutes) DESC, identifier
LIMIT $limit
