// Answers: How many people come to a target, and how many do not?
// Grain: one row per group that has somebody.
// Parameters:
//   others: STRING - all letters but those of the target
// Returns: converts BOOLEAN, people INTEGER
// Example: run by onepath drivers
CYPHER 25
MATCH (journey:Journey)
WHERE true /* filter journey */
RETURN size(ltrim(journey.trail, $others)) > 0 AS converts, count(*) AS people
