// Answers: Which of these links are in the graph already?
// Grain: one row for each key that is known.
// Parameters:
//   keys: LIST<STRING> - link keys
// Returns: key STRING
// Example: onepath query internal/load/links_known --param keys=a
UNWIND $keys AS key
MATCH ()-[link:LINK {key: key}]->()
RETURN link.key AS key
