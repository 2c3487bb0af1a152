// Answers: Takes places among those that resolve people; they are given back with the transaction.
//   One place is enough for a batch or a decision; whoever resolves everybody takes all of them.
// Grain: one row per place that was taken.
// Parameters:
//   places: LIST<INTEGER> - which ones, from 0
//   all: INTEGER - how many there are
// Returns: key STRING
// Example: run by onepath resolve
UNWIND range(0, $all - 1) AS place
MERGE (state:ResolveState {key: 'lock ' + place})
WITH place, state WHERE place IN $places
// Taking off a label that it does not have locks the node and writes nothing.
REMOVE state:Taken
RETURN state.key AS key
