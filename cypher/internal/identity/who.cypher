// Answers: Whose are these identifiers, and what stands in the way of their joining anybody?
// Grain: one row per identifier that is known.
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: key STRING, oneid STRING, blocked STRING, shared STRING
// Example: onepath query internal/identity/who --param keys=phone:+8613800138000
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
OPTIONAL MATCH (identifier)-[:IDENTIFIES]->(person:Person)
RETURN identifier.key AS key, person.oneid AS oneid,
       identifier.blocked AS blocked, identifier.shared AS shared
