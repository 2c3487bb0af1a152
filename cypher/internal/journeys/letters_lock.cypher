// Answers: Takes the one place of whoever gives out letters; it is given back with the transaction.
// Grain: one row.
// Parameters: none
// Returns: key STRING
// Example: run by onepath journeys build
MERGE (state:ResolveState {key: 'letters'})
// Taking off a label that it does not have locks the node and writes nothing.
REMOVE state:Taken
RETURN state.key AS key
