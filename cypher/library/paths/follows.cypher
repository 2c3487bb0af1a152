// Answers: Which event follows which directly in people's journeys, how often, and for how many people?
// Grain: one row per pair of events, the most frequent first.
// Parameters: none
// Returns: event STRING, next_event STRING, occurrences INTEGER, people INTEGER
// Example: onepath query paths/follows
MATCH (journey:Journey)
WITH journey, journey.path AS path
UNWIND range(0, size(path) - 2) AS place
RETURN path[place] AS event, path[place + 1] AS next_event, count(*) AS occurrences, count(DISTINCT journey) AS people
ORDER BY occurrences DESC, event, next_event
