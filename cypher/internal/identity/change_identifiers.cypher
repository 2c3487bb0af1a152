// Answers: Gives identifiers to other people, and turns the tombstones that are named after them.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - key, oneid
// Returns: identifiers INTEGER
// Example: run by onepath resolve
UNWIND $rows AS row
MATCH (identifier:Identifier {key: row.key})
MATCH (person:Person {oneid: row.oneid})
CALL (identifier) {
  MATCH (identifier)-[old:IDENTIFIES]->()
  DELETE old
}
CREATE (identifier)-[:IDENTIFIES]->(person)
WITH identifier, person
CALL (identifier, person) {
  MATCH (tombstone:Tombstone {anchor: identifier.key})-[old:MERGED_INTO]->()
  DELETE old
  CREATE (tombstone)-[:MERGED_INTO]->(person)
}
RETURN count(identifier) AS identifiers
