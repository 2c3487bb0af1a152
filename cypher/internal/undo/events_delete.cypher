// Answers: Deletes events.
// Grain: one row.
// Parameters:
//   keys: LIST<STRING> - event keys
// Returns: events INTEGER
// Example: run by onepath load --undo
UNWIND $keys AS key
MATCH (event:Event {key: key})
DETACH DELETE event
RETURN count(*) AS events
