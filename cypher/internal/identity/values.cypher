// Answers: Which identifiers of this kind are there?
// Grain: one row for each five-hundredth of them.
// Parameters:
//   kind: STRING - the kind
// Returns: keys LIST<STRING>
// Example: onepath query internal/identity/values --param kind=member
MATCH (identifier:Identifier {kind: $kind})
WITH id(identifier) % 500 AS part, collect(identifier.key) AS keys
RETURN keys
