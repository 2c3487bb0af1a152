// Answers: Keeps what the guards held apart as suspicions: on links why they are cut, on identifiers why they stand alone.
//   A reason of null takes the suspicion back.
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
