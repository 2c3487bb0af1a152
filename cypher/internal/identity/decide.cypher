// Answers: Records decisions: who or what, when, why, the links, and the people before and after.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - key, kind, by, reason, before, after, moved, moved_from, moved_to, links, said, taken_back, undoes
// Returns: decisions INTEGER
// Example: run by onepath resolve
UNWIND $rows AS row
CREATE (decision:Decision {
  key: row.key, kind: row.kind, by: row.by, reason: row.reason, at: datetime(), in_force: true,
  before: row.before, after: row.after, links: row.links, said: row.said, taken_back: row.taken_back,
  moved: row.moved, moved_from: row.moved_from, moved_to: row.moved_to
})
WITH decision, row
CALL (decision, row) {
  UNWIND row.before + row.after AS oneid
  WITH DISTINCT decision, oneid
  MATCH (person:Person|Tombstone {oneid: oneid})
  CREATE (decision)-[:ABOUT]->(person)
}
CALL (decision, row) {
  MATCH (undone:Decision {key: row.undoes})
  SET undone.in_force = false
  CREATE (decision)-[:UNDOES]->(undone)
}
RETURN count(decision) AS decisions
