// Answers: Takes back all suspicions, before everybody is decided about anew.
// Grain: one row.
// Parameters: none
// Returns: links INTEGER, identifiers INTEGER
// Example: run by onepath resolve
CALL () {
  MATCH ()-[link:LINK]->() WHERE link.cut IS NOT NULL
  REMOVE link.cut
  RETURN count(link) AS links
}
CALL () {
  MATCH (identifier:Identifier) WHERE identifier.shared IS NOT NULL
  REMOVE identifier.shared
  RETURN count(identifier) AS identifiers
}
RETURN links, identifiers
