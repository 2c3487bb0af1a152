// Answers: Makes these people exist, out of their tombstones where they had been merged away.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - oneid, anchor, identifiers (how many)
// Returns: people INTEGER
// Example: run by onepath resolve
UNWIND $rows AS row
CALL (row) {
  MATCH (person:Tombstone {oneid: row.oneid})-[merged:MERGED_INTO]->()
  DELETE merged
  SET person:Person
  REMOVE person:Tombstone
}
MERGE (person:Person {oneid: row.oneid})
  ON CREATE SET person.created_at = datetime()
SET person:JourneyDue, person.anchor = row.anchor, person.identifier_count = row.identifiers
RETURN count(person) AS people
