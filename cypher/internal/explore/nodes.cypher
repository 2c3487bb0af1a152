// Answers: How many nodes are there, of any kind?
// Grain: one row.
// Parameters: none
// Returns: nodes INTEGER
// Example: onepath query internal/explore/nodes
MATCH (node)
RETURN count(node) AS nodes
