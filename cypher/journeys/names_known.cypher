// Answers: Which of these event names does the graph have?
// Grain: one row a name that is known.
// Parameters:
//   names: LIST<STRING> - event names
// Returns: name STRING
// Example: onepath query journeys/names_known --param names=home,purchase
UNWIND $names AS name
WITH DISTINCT name
WHERE EXISTS { (:Event {name: name}) }
RETURN name
