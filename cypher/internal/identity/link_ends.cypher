// Answers: Which two identifiers does this link join, and whose are they?
// Grain: one row per link that is known.
// Parameters:
//   keys: LIST<STRING> - link keys
// Returns: key STRING, a STRING, b STRING, oneids LIST<STRING>
// Example: onepath query internal/identity/link_ends --param keys=...
UNWIND $keys AS key
MATCH (a:Identifier)-[link:LINK {key: key}]->(b:Identifier)
RETURN link.key AS key, a.key AS a, b.key AS b,
       COLLECT { UNWIND [a, b] AS end MATCH (end)-[:IDENTIFIES]->(person:Person) RETURN DISTINCT person.oneid } AS oneids
