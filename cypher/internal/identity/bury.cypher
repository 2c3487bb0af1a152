// Answers: Makes tombstones of people that have no identifiers any more; each leads to one person, in one hop.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - oneid, anchor, into (OneID)
// Returns: people INTEGER
// Example: run by onepath resolve
UNWIND $rows AS row
MATCH (person:Person {oneid: row.oneid})
MATCH (survivor:Person {oneid: row.into})
CALL (person) {
  MATCH (person)-[:WALKED]->(journey:Journey)
  DETACH DELETE journey
}
SET person:Tombstone, person.anchor = row.anchor
REMOVE person:Person:JourneyDue
CREATE (person)-[:MERGED_INTO]->(survivor)
RETURN count(person) AS people
