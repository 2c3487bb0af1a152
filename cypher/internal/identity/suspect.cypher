// Answers: Writes what the merge rules blocked, for review: on links why they are blocked, on identifiers why they are isolated.
//   A reason of null removes it from the review queue.
// Grain: one row.
// Parameters:
//   links: LIST<MAP> - key, reason
//   identifiers: LIST<MAP> - key, reason
// Returns: suspicions INTEGER
// Example: run by onepath resolve
CALL () {
  UNWIND $links AS row
  MATCH ()-[link:LINK {key: row.key}]->()
  SET link.cut = row.reason
  RETURN count(link) AS cut
}
CALL () {
  UNWIND $identifiers AS row
  MATCH (identifier:Identifier {key: row.key})
  SET identifier.shared = row.reason
  RETURN count(identifier) AS shared
}
RETURN cut + shared AS suspicions
