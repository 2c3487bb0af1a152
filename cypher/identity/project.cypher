// Answers: Projects identifiers and the links between them into GDS's memory.
// Grain: one row.
// Parameters:
//   graph: STRING - the name of the projection
// Returns: identifiers INTEGER, links INTEGER
// Example: run by onepath resolve
CALL gds.graph.project($graph, 'Identifier', {LINK: {orientation: 'UNDIRECTED'}})
YIELD nodeCount, relationshipCount
RETURN nodeCount AS identifiers, relationshipCount AS links
