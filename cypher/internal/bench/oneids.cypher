// Answers: Whose journeys are stored?
// Grain: one row.
// Parameters: none
// Returns: oneids LIST<STRING>
// Example: run by onepath bench
MATCH (journey:Journey)
RETURN collect(journey.oneid) AS oneids
