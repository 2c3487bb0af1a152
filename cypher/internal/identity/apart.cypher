// Answers: Which identifiers did somebody say are two people?
// Grain: one row a pair.
// Parameters: none
// Returns: a INTEGER, b INTEGER, one STRING, other STRING, decision STRING
// Example: onepath query internal/identity/apart
MATCH (one:Identifier)-[apart:APART]->(other:Identifier)
RETURN id(one) AS a, id(other) AS b, one.key AS one, other.key AS other, apart.decision AS decision
