// Answers: Is nothing lost and nothing double? No check may have failed ones.
//   Identifiers that were loaded since the last resolve, and people whose journeys are due, are not checked.
// Grain: one row per check.
// Parameters: none
// Returns: name STRING, checked INTEGER, failed INTEGER, examples LIST<STRING>
// Example: onepath query internal/identity/verify
CALL () {
  // Before everybody was resolved, as after an offline import, nobody has a mark, and everybody is due.
  OPTIONAL MATCH (state:ResolveState {key: 'state'})
  WITH coalesce(state.whole, false) AS resolved
  MATCH (identifier:Identifier)
  WITH identifier, resolved, COUNT { (identifier)-[:IDENTIFIES]->() } AS people
  WITH count(identifier) AS checked, [k IN collect(CASE WHEN people > 1 OR (people = 0 AND resolved AND NOT identifier:ResolveDue) THEN identifier.key END)] AS wrong
  RETURN 1 AS place, 'every identifier belongs to exactly one person' AS name,
         checked, size(wrong) AS failed, wrong[..5] AS examples
  UNION ALL
  MATCH (person:Person)
  WITH person, COUNT { (person)<-[:IDENTIFIES]-() } AS identifiers
  WITH count(person) AS checked, [p IN collect(CASE WHEN identifiers = 0 OR identifiers <> person.identifier_count THEN person.oneid END)] AS wrong
  RETURN 2 AS place, 'every person has identifiers, as many as are counted' AS name,
         checked, size(wrong) AS failed, wrong[..5] AS examples
  UNION ALL
  MATCH (event:Event)
  WITH count(event) AS checked, [e IN collect(CASE WHEN COUNT { (event)-[:BY]->() } <> 1 THEN event.key END)] AS wrong
  RETURN 3 AS place, 'every event is owned by exactly one identifier' AS name,
         checked, size(wrong) AS failed, wrong[..5] AS examples
  UNION ALL
  MATCH (person:Person)
  WHERE NOT person:JourneyDue
  OPTIONAL MATCH (person)<-[:IDENTIFIES]-(identifier:Identifier)
  WITH person, sum(COUNT { (identifier)<-[:BY]-() }) AS events
  OPTIONAL MATCH (person)-[:WALKED]->(journey:Journey)
  WITH person, events, count(journey) AS journeys, coalesce(sum(journey.length), 0) AS length
  WITH sum(events) AS checked, [p IN collect(CASE WHEN journeys <> 1 OR length <> events THEN person.oneid END)] AS wrong
  RETURN 4 AS place, 'every event is in exactly one journey' AS name,
         checked, size(wrong) AS failed, wrong[..5] AS examples
  UNION ALL
  MATCH (tombstone:Tombstone)
  WITH count(tombstone) AS checked, [t IN collect(CASE WHEN COUNT { (tombstone)-[:MERGED_INTO]->(:Person) } <> 1
    OR COUNT { (tombstone)-[:MERGED_INTO]->() } <> 1 OR tombstone:Person THEN tombstone.oneid END)] AS wrong
  RETURN 5 AS place, 'every tombstone leads to one person in one hop' AS name,
         checked, size(wrong) AS failed, wrong[..5] AS examples
  UNION ALL
  MATCH (journey:Journey)
  WITH count(journey) AS checked, [j IN collect(CASE WHEN COUNT { (:Person)-[:WALKED]->(journey) } <> 1 THEN journey.oneid END)] AS wrong
  RETURN 6 AS place, 'every journey is one person\'s' AS name,
         checked, size(wrong) AS failed, wrong[..5] AS examples
}
RETURN name, checked, failed, examples ORDER BY place
