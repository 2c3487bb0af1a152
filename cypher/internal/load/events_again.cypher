// Answers: Writes on events that this load brings them too. Which of them are there still?
// Grain: one row per event that is there: nobody can delete it until the transaction ends.
// Parameters:
//   keys: LIST<STRING> - event keys
//   load: INTEGER - the number of the load
// Returns: key STRING
// Example: run by onepath load
UNWIND $keys AS key
MATCH (event:Event {key: key})
// Taking off a label that it does not have locks the node and writes nothing.
REMOVE event:Taken
WITH event
SET event._loads = [load IN coalesce(event._loads, []) WHERE load <> $load] + $load
RETURN event.key AS key
