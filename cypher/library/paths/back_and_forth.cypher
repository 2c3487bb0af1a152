// Answers: Between which events do people go back and forth: A, B, and A again?
// Grain: one row per pair of events, the most frequent first.
// Parameters: none
// Returns: event STRING, between STRING, occurrences INTEGER, people INTEGER
// Example: onepath query paths/back_and_forth
MATCH (journey:Journey)
WITH journey, journey.path AS path
UNWIND [place IN range(0, size(path) - 3) WHERE path[place] = path[place + 2] AND path[place] <> path[place + 1]] AS place
RETURN path[place] AS event, path[place + 1] AS between, count(*) AS occurrences, count(DISTINCT journey) AS people
ORDER BY occurrences DESC, event, between
