// Answers: Which event follows which directly in people's journeys, how often, and for how many people?
// Grain: one row a pair of events, the most frequent first.
// Parameters: none
// Returns: source STRING, target STRING, times INTEGER, people INTEGER
// Example: onepath query journeys/directly_follows
MATCH (journey:Journey)
WITH journey.oneid AS oneid, journey.path AS path
UNWIND range(0, size(path) - 2) AS k
RETURN path[k] AS source, path[k + 1] AS target, count(*) AS times, count(DISTINCT oneid) AS people
ORDER BY times DESC, source, target
