// Answers: Which people have the longest journeys? The page Query shows it where custom Cypher is written.
// Grain: one row per person, the longest journey first.
// Parameters: none
// Returns: oneid STRING, events INTEGER
// Example: onepath query internal/explore/first_query
MATCH (person:Person)-[:WALKED]->(journey:Journey)
RETURN person.oneid AS oneid, size(journey.trail) AS events
ORDER BY events DESC LIMIT 20
