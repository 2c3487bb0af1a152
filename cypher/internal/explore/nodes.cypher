// Answers: How many nodes and relationships are there, of any kind?
// Grain: one row.
// Parameters: none
// Returns: nodes INTEGER, relationships INTEGER
// Example: onepath query internal/explore/nodes
CALL () { MATCH (node) RETURN count(node) AS nodes }
CALL () { MATCH ()-[link]->() RETURN count(link) AS relationships }
RETURN nodes, relationships
