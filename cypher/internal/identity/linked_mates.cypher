// Answers: With which identifiers of the same person does a link connect this one?
// Grain: one row per identifier.
// Parameters:
//   key: STRING - an identifier
// Returns: key STRING
// Example: onepath query internal/identity/linked_mates --param key=phone:+8613800138000
MATCH (identifier:Identifier {key: $key})-[:IDENTIFIES]->(person:Person)
USING INDEX SEEK identifier:Identifier(key)
MATCH (identifier)-[:LINK]-(other:Identifier)
WHERE other <> identifier AND EXISTS { (other)-[:IDENTIFIES]->(person) }
RETURN DISTINCT other.key AS key
ORDER BY key
