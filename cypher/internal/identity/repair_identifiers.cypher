// Answers: Marks identifiers of nobody, or of several people, so that the next resolve gives them their person.
//   People that have no identifiers are taken away: their identifiers make them anew.
// Grain: one row.
// Parameters: none
// Returns: identifiers INTEGER, people INTEGER
// Example: run by onepath identity verify --repair
CALL () {
  MATCH (identifier:Identifier)
  WHERE COUNT { (identifier)-[:IDENTIFIES]->() } <> 1
  SET identifier:ResolveDue
  WITH identifier
  CALL (identifier) {
    MATCH (identifier)-[one:IDENTIFIES]->(person)
    SET person:JourneyDue
    DELETE one
  }
  RETURN count(identifier) AS identifiers
}
CALL () {
  MATCH (person:Person)
  WHERE NOT EXISTS { (person)<-[:IDENTIFIES]-() }
  OPTIONAL MATCH (person)-[:WALKED]->(journey:Journey)
  DETACH DELETE journey, person
  RETURN count(DISTINCT person) AS people
}
RETURN identifiers, people
