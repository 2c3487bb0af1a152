// Answers: The next identifiers whose people have to be decided anew.
// Grain: one row per identifier.
// Parameters:
//   limit: INTEGER - how many at most
// Returns: key STRING
// Example: run by onepath resolve
MATCH (identifier:ResolveDue)
WITH identifier LIMIT $limit
RETURN identifier.key AS key
