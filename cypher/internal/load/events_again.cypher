// Answers: Writes on events that this load brings them too.
// Grain: one row with the number of events.
// Parameters:
//   keys: LIST<STRING> - event keys
//   load: INTEGER - the number of the load
// Returns: events INTEGER
// Example: run by onepath load
UNWIND $keys AS key
MATCH (event:Event {key: key})
WHERE NOT $load IN coalesce(event._loads, [])
SET event._loads = coalesce(event._loads, []) + $load
RETURN count(*) AS events
