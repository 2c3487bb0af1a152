// Answers: Which identifiers of this kind are there?
// Grain: one row for two thousand of them.
// Parameters:
//   kind: STRING - the kind
// Returns: keys LIST<STRING>
// Example: onepath query internal/identity/values --param kind=member
MATCH (identifier:Identifier {kind: $kind})
WITH collect(identifier.key) AS keys
UNWIND range(0, size(keys) - 1, 2000) AS start
RETURN keys[start .. start + 2000] AS keys
