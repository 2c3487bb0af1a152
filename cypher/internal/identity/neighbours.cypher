// Answers: Which identifiers have a link with one of these?
// Grain: one row per identifier.
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: key STRING
// Example: onepath query internal/identity/neighbours --param keys=cookie:c1
UNWIND $keys AS key
MATCH (one:Identifier {key: key})
USING INDEX SEEK one:Identifier(key)
MATCH (one)-[:LINK]-(other:Identifier)
WITH DISTINCT other
RETURN other.key AS key
