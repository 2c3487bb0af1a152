// Answers: Which people have an identifier whose value begins like this?
// Grain: one row per identifier that is somebody's, in the order of the values.
// Parameters:
//   beginnings: LIST<STRING> - beginnings of values, or of keys (kind:value)
//   limit: INTEGER = 1000 - the most identifiers
// Returns: oneid STRING, key STRING
// Example: onepath query internal/identity/search_values --param beginnings=+86138
CALL () {
  UNWIND $beginnings AS beginning
  CALL (beginning) {
    MATCH (identifier:Identifier) WHERE identifier.value STARTS WITH beginning
    RETURN identifier LIMIT $limit
    UNION
    MATCH (identifier:Identifier) WHERE identifier.key STARTS WITH beginning
    RETURN identifier LIMIT $limit
  }
  RETURN DISTINCT identifier
}
MATCH (identifier)-[:IDENTIFIES]->(person:Person)
RETURN person.oneid AS oneid, identifier.key AS key
ORDER BY identifier.value, key LIMIT $limit
