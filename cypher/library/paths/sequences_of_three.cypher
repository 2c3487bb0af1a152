// Answers: Which three events in a row are the most common?
// Grain: one row per sequence, the most frequent first.
// Parameters:
//   limit: INTEGER = 50 - how many sequences
// Returns: first STRING, second STRING, third STRING, occurrences INTEGER, people INTEGER
// Example: onepath query paths/sequences_of_three --param limit=10
MATCH (journey:Journey)
WITH journey, journey.path AS path
UNWIND range(0, size(path) - 3) AS place
RETURN path[place] AS first, path[place + 1] AS second, path[place + 2] AS third,
       count(*) AS occurrences, count(DISTINCT journey) AS people
ORDER BY occurrences DESC, first, second, third
LIMIT $limit
