// Answers: Which of these events are in the graph already?
// Grain: one row for each key that is known.
// Parameters:
//   keys: LIST<STRING> - event keys, source:message_id
// Returns: key STRING
// Example: onepath query internal/load/events_known --param keys=web:m1,web:m2
UNWIND $keys AS key
MATCH (event:Event {key: key})
RETURN event.key AS key
