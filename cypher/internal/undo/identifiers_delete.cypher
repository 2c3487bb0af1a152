// Answers: Deletes identifiers of which there is no evidence, with the people who have no other one.
//   An identifier that a manual decision is about stays, and so does one that was named again in the meantime.
// Grain: one row per identifier that has to be resolved first, because its person has others.
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: key STRING
// Example: run by onepath load --undo
UNWIND $keys AS key
MATCH (identifier:Identifier:Forgotten {key: key})
REMOVE identifier:Forgotten
WITH identifier
WHERE identifier._loads IS NULL AND NOT EXISTS { (identifier)<-[:BY|CARRIES|HAS|HAD]-() }
  AND NOT EXISTS { (identifier)-[:LINK|APART]-() } AND coalesce(identifier.blocked, '') <> 'by hand'
OPTIONAL MATCH (identifier)-[:IDENTIFIES]->(person:Person)
WITH identifier, identifier.key AS key, person, COUNT { (person)<-[:IDENTIFIES]-() } AS identifiers
FOREACH (left IN CASE WHEN identifiers > 1 THEN [identifier] ELSE [] END | SET left:Forgotten:ResolveDue)
WITH key, identifiers,
     CASE WHEN identifiers > 1 THEN null ELSE identifier END AS identifier,
     CASE WHEN identifiers > 1 THEN null ELSE person END AS person
CALL (person) {
  MATCH (person)-[:WALKED]->(journey:Journey)
  DETACH DELETE journey
}
CALL (person) {
  // OneIDs that led to this person lead to nobody.
  MATCH (tombstone:Tombstone)-[:MERGED_INTO]->(person)
  DETACH DELETE tombstone
}
DETACH DELETE person, identifier
WITH key, identifiers WHERE identifiers > 1
RETURN key
