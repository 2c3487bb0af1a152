// Answers: Makes people of identifiers that nobody had.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - oneid, anchor, nodes (identifiers, by Neo4j's own number)
// Returns: people INTEGER
// Example: run by onepath resolve
UNWIND $rows AS row
CREATE (person:Person:JourneyDue {
  oneid: row.oneid, anchor: row.anchor, created_at: datetime(), identifier_count: size(row.nodes)
})
WITH person, row
UNWIND row.nodes AS node
MATCH (identifier:Identifier) WHERE id(identifier) = node
CREATE (identifier)-[:IDENTIFIES]->(person)
RETURN count(DISTINCT person) AS people
