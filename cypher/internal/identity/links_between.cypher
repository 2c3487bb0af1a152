// Answers: Which links join identifiers of different people, among each of these groups?
// Grain: one row a link.
// Parameters:
//   rows: LIST<MAP> - group, nodes (identifiers, by Neo4j's own number)
// Returns: group INTEGER, key STRING
// Example: run by onepath resolve
UNWIND $rows AS row
UNWIND row.nodes AS node
MATCH (a:Identifier)-[link:LINK]->(b:Identifier) WHERE id(a) = node
MATCH (a)-[:IDENTIFIES]->(one:Person), (b)-[:IDENTIFIES]->(other:Person)
WHERE one <> other AND id(b) IN row.nodes
RETURN row.group AS group, link.key AS key
ORDER BY group, key
