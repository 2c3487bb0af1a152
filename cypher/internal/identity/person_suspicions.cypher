// Answers: Which links of this person were cut, and to whom would they lead?
// Grain: one row per link, or an identifier that stands alone.
// Parameters:
//   oneid: STRING - the person
// Returns: identifier STRING, other STRING, other_oneid STRING, reason STRING, key STRING
// Example: onepath query internal/identity/person_suspicions --param oneid=...
MATCH (person:Person {oneid: $oneid})<-[:IDENTIFIES]-(identifier:Identifier)
USING INDEX SEEK person:Person(oneid)
CALL (person, identifier) {
  MATCH (identifier)-[link:LINK]-(other:Identifier)-[:IDENTIFIES]->(somebody:Person)
  // Not IS NOT NULL: that would walk over everybody's cut links by their index.
  WHERE coalesce(link.cut, '') <> '' AND somebody <> person AND NOT EXISTS { (identifier)-[:APART]-(other) }
  RETURN other.key AS other, somebody.oneid AS other_oneid, link.cut AS reason, link.key AS key
  UNION
  WITH identifier WHERE coalesce(identifier.shared, identifier.blocked) IS NOT NULL
  RETURN null AS other, null AS other_oneid, coalesce(identifier.shared, 'blocked: ' + identifier.blocked) AS reason, null AS key
}
RETURN identifier.key AS identifier, other, other_oneid, reason, key
ORDER BY identifier, other, key
