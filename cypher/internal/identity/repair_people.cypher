// Answers: Marks people whose journey lacks events or has too many, counts their identifiers again, leads tombstones to the
//   person of their oldest identifier, and removes journeys that are nobody's.
// Grain: one row.
// Parameters: none
// Returns: journeys INTEGER, people INTEGER, tombstones INTEGER, orphans INTEGER
// Example: run by onepath identity verify --repair
CALL () {
  MATCH (person:Person)
  WHERE NOT person:JourneyDue
  OPTIONAL MATCH (person)<-[:IDENTIFIES]-(identifier:Identifier)
  WITH person, sum(COUNT { (identifier)<-[:BY]-() }) AS events
  OPTIONAL MATCH (person)-[:WALKED]->(journey:Journey)
  WITH person, events, collect(journey) AS journeys
  WHERE size(journeys) <> 1 OR journeys[0].length <> events
  SET person:JourneyDue
  FOREACH (journey IN journeys[1..] | DETACH DELETE journey)
  RETURN count(person) AS journeys
}
CALL () {
  MATCH (person:Person)
  WITH person, COUNT { (person)<-[:IDENTIFIES]-() } AS identifiers
  WHERE identifiers <> coalesce(person.identifier_count, -1)
  SET person.identifier_count = identifiers
  RETURN count(person) AS people
}
CALL () {
  MATCH (tombstone:Tombstone)
  WHERE COUNT { (tombstone)-[:MERGED_INTO]->(:Person) } <> 1 OR COUNT { (tombstone)-[:MERGED_INTO]->() } <> 1
  WITH collect(tombstone) AS tombstones
  UNWIND tombstones AS tombstone
  OPTIONAL MATCH (tombstone)-[old:MERGED_INTO]->()
  DELETE old
  WITH DISTINCT tombstone
  OPTIONAL MATCH (:Identifier {key: tombstone.anchor})-[:IDENTIFIES]->(person:Person)
  FOREACH (somebody IN CASE WHEN person IS NULL THEN [] ELSE [person] END |
    CREATE (tombstone)-[:MERGED_INTO]->(somebody))
  // Whose identifier is gone too leads nowhere, and is nobody's name any more.
  FOREACH (nobody IN CASE WHEN person IS NULL THEN [tombstone] ELSE [] END | DETACH DELETE nobody)
  RETURN count(*) AS tombstones
}
CALL () {
  MATCH (journey:Journey)
  WHERE NOT EXISTS { (:Person)-[:WALKED]->(journey) }
  DETACH DELETE journey
  RETURN count(*) AS orphans
}
RETURN journeys, people, tombstones, orphans
