// Answers: Writes people in the plainest way, to measure resolve against.
// Grain: one row with the number of identifiers.
// Parameters:
//   rows: LIST<MAP> - oneid, keys (identifier keys)
// Returns: identifiers INTEGER
// Example: run by onepath bench
UNWIND $rows AS row
CREATE (person:Person {oneid: row.oneid})
WITH person, row
UNWIND row.keys AS key
MATCH (identifier:Identifier {key: key})
CREATE (identifier)-[:IDENTIFIES]->(person)
RETURN count(identifier) AS identifiers
