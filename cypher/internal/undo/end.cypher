// Answers: Deletes a load of which nothing is left.
// Grain: one row.
// Parameters:
//   load: INTEGER - the load's number
// Returns: loads INTEGER
// Example: run by onepath load --undo
MATCH (load:Load {number: $load})
DETACH DELETE load
RETURN count(*) AS loads
