// Answers: Which identifiers did somebody say are two people?
// Grain: one row per pair.
// Parameters: none
// Returns: a STRING, b STRING, decision STRING
// Example: onepath query internal/identity/apart
MATCH (one:Identifier)-[apart:APART]->(other:Identifier)
RETURN one.key AS a, other.key AS b, apart.decision AS decision
