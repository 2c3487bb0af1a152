// Answers: Gives every connected component one person, writing only the components that changed.
// Grain: one row.
// Parameters:
//   graph: STRING - the name of the projection
// Returns: components INTEGER, created INTEGER, merged INTEGER
// Example: run by onepath resolve
CALL gds.wcc.stream($graph) YIELD nodeId, componentId
WITH componentId, gds.util.asNode(nodeId) AS identifier
OPTIONAL MATCH (identifier)-[:IDENTIFIES]->(person:Person)
WITH componentId, collect(identifier) AS identifiers, collect(DISTINCT person) AS people,
     count(*) > count(person) AS grown
WHERE grown OR size(people) > 1
CALL (identifiers, people) {
  // The oldest person survives; ties go to the smaller OneID, so that no order of arrival decides.
  WITH identifiers, COLLECT {
    UNWIND people AS candidate
    RETURN candidate ORDER BY candidate.created_at, candidate.oneid
  } AS ranked
  WITH identifiers, ranked, coalesce(head(ranked).oneid, randomUUID()) AS oneid
  MERGE (person:Person {oneid: oneid})
    ON CREATE SET person.created_at = datetime()
  SET person:JourneyDue, person.identifier_count = size(identifiers)
  FOREACH (loser IN tail(ranked) |
    SET loser:Tombstone
    REMOVE loser:Person:JourneyDue
    MERGE (loser)-[:MERGED_INTO]->(person)
  )
  WITH identifiers, ranked, person
  CALL (ranked) {
    UNWIND tail(ranked) AS loser
    MATCH (loser)-[:WALKED]->(journey:Journey)
    DETACH DELETE journey
  }
  CALL (identifiers, person) {
    UNWIND identifiers AS identifier
    OPTIONAL MATCH (identifier)-[old:IDENTIFIES]->(other)
    WHERE other <> person
    DELETE old
    WITH DISTINCT identifier, person
    MERGE (identifier)-[:IDENTIFIES]->(person)
  }
} IN TRANSACTIONS OF 2000 ROWS
RETURN count(*) AS components,
       coalesce(sum(CASE WHEN size(people) = 0 THEN 1 ELSE 0 END), 0) AS created,
       coalesce(sum(CASE WHEN size(people) > 1 THEN size(people) - 1 ELSE 0 END), 0) AS merged
