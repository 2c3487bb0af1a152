// Answers: Is nothing lost and nothing double? Every check must have no broken ones.
//   Identifiers that were loaded since the last resolve, and people whose journeys are due, are not asked.
// Grain: one row a check.
// Parameters: none
// Returns: name STRING, asked INTEGER, broken INTEGER, examples LIST<STRING>
// Example: onepath query internal/identity/verify
CALL () {
  MATCH (identifier:Identifier)
  WITH identifier, COUNT { (identifier)-[:IDENTIFIES]->() } AS people
  WITH count(identifier) AS asked, [k IN collect(CASE WHEN people > 1 OR (people = 0 AND NOT identifier:ResolveDue) THEN identifier.key END)] AS wrong
  RETURN 1 AS place, 'every identifier belongs to exactly one person' AS name,
         asked, size(wrong) AS broken, wrong[..5] AS examples
  UNION ALL
  MATCH (person:Person)
  WITH person, COUNT { (person)<-[:IDENTIFIES]-() } AS identifiers
  WITH count(person) AS asked, [p IN collect(CASE WHEN identifiers = 0 OR identifiers <> person.identifier_count THEN person.oneid END)] AS wrong
  RETURN 2 AS place, 'every person has identifiers, as many as are counted' AS name,
         asked, size(wrong) AS broken, wrong[..5] AS examples
  UNION ALL
  MATCH (event:Event)
  WITH count(event) AS asked, [e IN collect(CASE WHEN COUNT { (event)-[:BY]->() } <> 1 THEN event.key END)] AS wrong
  RETURN 3 AS place, 'every event is owned by exactly one identifier' AS name,
         asked, size(wrong) AS broken, wrong[..5] AS examples
  UNION ALL
  MATCH (person:Person)
  WHERE NOT person:JourneyDue
  OPTIONAL MATCH (person)<-[:IDENTIFIES]-(identifier:Identifier)
  WITH person, sum(COUNT { (identifier)<-[:BY]-() }) AS events
  OPTIONAL MATCH (person)-[:WALKED]->(journey:Journey)
  WITH person, events, count(journey) AS journeys, coalesce(sum(journey.length), 0) AS length
  WITH sum(events) AS asked, [p IN collect(CASE WHEN journeys <> 1 OR length <> events THEN person.oneid END)] AS wrong
  RETURN 4 AS place, 'every event is in exactly one journey' AS name,
         asked, size(wrong) AS broken, wrong[..5] AS examples
  UNION ALL
  MATCH (tombstone:Tombstone)
  WITH count(tombstone) AS asked, [t IN collect(CASE WHEN COUNT { (tombstone)-[:MERGED_INTO]->(:Person) } <> 1
    OR COUNT { (tombstone)-[:MERGED_INTO]->() } <> 1 OR tombstone:Person THEN tombstone.oneid END)] AS wrong
  RETURN 5 AS place, 'every tombstone leads to one person in one hop' AS name,
         asked, size(wrong) AS broken, wrong[..5] AS examples
  UNION ALL
  MATCH (journey:Journey)
  WITH count(journey) AS asked, [j IN collect(CASE WHEN COUNT { (:Person)-[:WALKED]->(journey) } <> 1 THEN journey.oneid END)] AS wrong
  RETURN 6 AS place, 'every journey is one person\'s' AS name,
         asked, size(wrong) AS broken, wrong[..5] AS examples
}
RETURN name, asked, broken, examples ORDER BY place
