// Answers: Puts right what is left when people were deleted by Cypher: journeys of nobody go, and tombstones lead to
//   the person who has their anchor now, or go where nobody has it.
// Grain: one row.
// Parameters: none
// Returns: journeys INTEGER, tombstones INTEGER
// Example: run by onepath resolve --full
CALL () {
  MATCH (journey:Journey)
  WHERE NOT EXISTS { (:Person {oneid: journey.oneid})-[:WALKED]->(journey) }
  DETACH DELETE journey
  RETURN count(*) AS journeys
}
CALL () {
  MATCH (tombstone:Tombstone)
  WHERE NOT EXISTS { (tombstone)-[:MERGED_INTO]->(:Person) }
  OPTIONAL MATCH (:Identifier {key: tombstone.anchor})-[:IDENTIFIES]->(person:Person)
  FOREACH (nobody IN CASE WHEN person IS NULL THEN [tombstone] ELSE [] END | DETACH DELETE nobody)
  FOREACH (somebody IN CASE WHEN person IS NULL THEN [] ELSE [person] END |
    MERGE (tombstone)-[:MERGED_INTO]->(somebody)
  )
  RETURN count(*) AS tombstones
}
RETURN journeys, tombstones
