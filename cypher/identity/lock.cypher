// Answers: Takes the one place of whoever decides about people; it is given back with the transaction.
// Grain: one row.
// Parameters: none
// Returns: key STRING
// Example: run by onepath resolve
MERGE (state:ResolveState {key: 'lock'})
SET state.taken_at = datetime()
RETURN state.key AS key
