// Answers: Which people have an identifier with this key or this value?
// Grain: one row per person, or a row without OneID for an identifier that is not resolved yet.
// Parameters:
//   keys: LIST<STRING> - identifier keys, kind:value
//   value: STRING - an identifier's value, of any kind
// Returns: oneid STRING, key STRING
// Example: onepath query internal/identity/find --param keys=phone:+8613800138000 --param value=none
CALL () {
  UNWIND $keys AS key
  MATCH (identifier:Identifier {key: key})
  RETURN identifier
  UNION
  MATCH (identifier:Identifier {value: $value})
  RETURN identifier
}
OPTIONAL MATCH (identifier)-[:IDENTIFIES]->(person:Person)
RETURN person.oneid AS oneid, identifier.key AS key
ORDER BY key
