// Answers: What is there to tell these people apart by, in a list?
// Grain: one row per person that there is.
// Parameters:
//   oneids: LIST<STRING> - the people
// Returns: oneid STRING, known_as STRING, identifiers INTEGER, sources LIST<STRING>, events INTEGER, last_event ZONED DATETIME
// Example: onepath query internal/explore/people --param oneids=...
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})
CALL (person) {
  MATCH (person)<-[:IDENTIFIES]-(identifier:Identifier)
  // What a person is called by: what an account has, before what a device has.
  ORDER BY CASE identifier.kind WHEN 'member' THEN 0 WHEN 'phone' THEN 1 WHEN 'email' THEN 2 WHEN 'user' THEN 3
    WHEN 'source_account' THEN 7 WHEN 'cookie' THEN 8 WHEN 'device' THEN 9 ELSE 5 END, identifier.key
  RETURN collect(identifier.key)[0] AS known_as, count(*) AS identifiers
}
OPTIONAL MATCH (person)-[:WALKED]->(journey:Journey)
WITH oneid, known_as, identifiers, journey.trail AS trail, journey.ended_at AS last_event
CALL (trail) {
  UNWIND split(coalesce(trail, ''), '') AS letter
  WITH DISTINCT letter
  MATCH (type:EventType {letter: letter})
  WITH DISTINCT type.source AS source ORDER BY source
  RETURN collect(source) AS sources
}
RETURN oneid, known_as, identifiers, sources, size(coalesce(trail, '')) AS events, last_event
