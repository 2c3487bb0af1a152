// Answers: What is known of these identifiers? They stay locked until the transaction ends.
// Grain: one row per identifier.
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: key STRING, first_seen INTEGER, blocked STRING, shared STRING, links INTEGER, oneid STRING
// Example: run by onepath resolve
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
// Taking the label off locks the identifier, also where it has none: whoever loads a link to it now waits.
REMOVE identifier:ResolveDue
WITH identifier
OPTIONAL MATCH (identifier)-[:IDENTIFIES]->(person:Person)
RETURN identifier.key AS key,
       identifier.first_seen.epochSeconds * 1000000 + identifier.first_seen.microsecond AS first_seen,
       identifier.blocked AS blocked, identifier.shared AS shared,
       COUNT { (identifier)-[:LINK]-() } AS links, person.oneid AS oneid
