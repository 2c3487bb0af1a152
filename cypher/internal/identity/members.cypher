// Answers: What is known of these identifiers?
// Grain: one row per identifier.
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: key STRING, first_seen INTEGER, blocked STRING, shared STRING, oneid STRING
// Example: run by onepath identity explain
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
OPTIONAL MATCH (identifier)-[:IDENTIFIES]->(person:Person)
RETURN identifier.key AS key,
       identifier.first_seen.epochSeconds * 1000000 + identifier.first_seen.microsecond AS first_seen,
       identifier.blocked AS blocked, identifier.shared AS shared, person.oneid AS oneid
