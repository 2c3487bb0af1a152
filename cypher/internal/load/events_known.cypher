// Answers: Which of these events are in the graph already, saying what, and did this load bring them?
// Grain: one row for each key that is known.
// Parameters:
//   keys: LIST<STRING> - event keys, source:message_id
//   load: INTEGER = 0 - the number of the load
// Returns: key STRING, content INTEGER, brought BOOLEAN
// Example: onepath query internal/load/events_known --param keys=web:m1,web:m2
UNWIND $keys AS key
MATCH (event:Event {key: key})
RETURN event.key AS key, event._content AS content, $load IN coalesce(event._loads, []) AS brought
