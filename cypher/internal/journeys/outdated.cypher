// Answers: Marks the people whose journey was stored by an earlier version, so that it is built anew.
// Grain: one row.
// Parameters: none
// Returns: people INTEGER
// Example: run by onepath journeys build
MATCH (person:Person)-[:WALKED]->(journey:Journey)
WHERE journey.trail IS NULL OR journey.open_sessions IS NULL OR journey.slot IS NULL
SET person:JourneyDue
RETURN count(person) AS people
