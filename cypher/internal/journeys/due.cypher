// Answers: How many people's journeys have to be built?
// Grain: one row.
// Parameters: none
// Returns: people INTEGER
// Example: onepath query internal/journeys/due
MATCH (person:JourneyDue)
RETURN count(person) AS people
