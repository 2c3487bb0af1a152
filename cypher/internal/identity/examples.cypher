// Answers: Which people are worth a first look, and by which identifier are they found?
// Grain: one row per person and reason: the most identifiers, the most events, the latest event.
// Parameters:
//   limit: INTEGER = 4 - how many people for each reason
// Returns: reason STRING, key STRING, identifiers INTEGER, events INTEGER, last_event ZONED DATETIME, oneid STRING
// Example: onepath query internal/identity/examples
CALL () {
  MATCH (person:Person)
  WITH person ORDER BY person.identifier_count DESC, person.oneid LIMIT $limit
  RETURN 1 AS place, 'most identifiers' AS reason, person
  UNION ALL
  MATCH (journey:Journey)
  WITH journey ORDER BY journey.length DESC, journey.oneid LIMIT $limit
  MATCH (person:Person)-[:WALKED]->(journey)
  RETURN 2 AS place, 'most events' AS reason, person
  UNION ALL
  MATCH (journey:Journey) WHERE journey.ended_at IS NOT NULL
  WITH journey ORDER BY journey.ended_at DESC, journey.oneid LIMIT $limit
  MATCH (person:Person)-[:WALKED]->(journey)
  RETURN 3 AS place, 'latest event' AS reason, person
}
// Any identifier finds the person; the one with the most events is the one that is known elsewhere too.
CALL (person) {
  MATCH (person)<-[:IDENTIFIES]-(identifier:Identifier)
  RETURN identifier.key AS key ORDER BY coalesce(identifier.event_count, 0) DESC, key LIMIT 1
}
OPTIONAL MATCH (person)-[:WALKED]->(journey:Journey)
RETURN reason, key, person.identifier_count AS identifiers, coalesce(journey.length, 0) AS events,
       journey.ended_at AS last_event, person.oneid AS oneid
ORDER BY place,
         CASE place WHEN 1 THEN identifiers WHEN 2 THEN events ELSE last_event.epochMillis END DESC,
         key
