// Answers: Drops the projection, whether it is there or not.
// Grain: one row, or none.
// Parameters:
//   graph: STRING - the name of the projection
// Returns: name STRING
// Example: run by onepath resolve
CALL gds.graph.drop($graph, false) YIELD graphName
RETURN graphName AS name
