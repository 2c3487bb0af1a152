// Answers: How many journeys, sessions and events would a question about everybody read?
// Grain: one row.
// Parameters: none
// Returns: people INTEGER, sessions INTEGER, events INTEGER
// Example: onepath query patterns/size
MATCH (journey:Journey)
RETURN count(journey) AS people, sum(size(journey.session_trails)) AS sessions, sum(size(journey.trail)) AS events
