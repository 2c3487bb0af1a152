// Answers: Which events are there, how often, and by how many people?
// Grain: one row per event name, the most frequent first.
// Parameters: none
// Returns: name STRING, events INTEGER, people INTEGER
// Example: onepath query sources/event_names
MATCH (journey:Journey)
WITH journey.oneid AS oneid, journey.path AS path
UNWIND path AS name
RETURN name, count(*) AS events, count(DISTINCT oneid) AS people
ORDER BY events DESC, name
