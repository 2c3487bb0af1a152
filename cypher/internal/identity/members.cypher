// Answers: What is known of these identifiers?
// Grain: one row an identifier.
// Parameters:
//   nodes: LIST<INTEGER> - identifiers, by Neo4j's own number
// Returns: node INTEGER, key STRING, first_seen INTEGER, blocked STRING, shared STRING, oneid STRING
// Example: run by onepath identity explain
UNWIND $nodes AS node
MATCH (identifier:Identifier) WHERE id(identifier) = node
OPTIONAL MATCH (identifier)-[:IDENTIFIES]->(person:Person)
RETURN id(identifier) AS node, identifier.key AS key,
       identifier.first_seen.epochSeconds * 1000000 + identifier.first_seen.microsecond AS first_seen,
       identifier.blocked AS blocked, identifier.shared AS shared, person.oneid AS oneid
