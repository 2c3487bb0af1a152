// Answers: How good is what is in the graph: rows read and rejected, suspicions, and events of people who are known?
// Grain: one row. A person is known who has a member card, a phone number, an e-mail address or an account; suspicions
//   are as many as internal/identity/suspicions tells; journeys are those that have an event;
//   journey_sessions count a session that several people share once for each of them.
// Parameters: none
// Returns: rows INTEGER, rejected INTEGER, suspicions INTEGER, identified_events INTEGER, journey_events INTEGER, journeys INTEGER,
//   journey_sessions INTEGER
// Example: onepath query internal/explore/quality
CALL () { MATCH (load:Load) RETURN sum(load.rows) AS rows, sum(load.rejected) AS rejected }
CALL () {
  // include: fragments/blocked_causes
  RETURN count(*) AS causes
}
CALL () { MATCH (one:Identifier) WHERE one.shared IS NOT NULL RETURN count(one) AS shared }
CALL () { MATCH (one:Identifier) WHERE one.blocked IS NOT NULL RETURN count(one) AS blocked }
CALL () {
  MATCH (journey:Journey)
  RETURN sum(journey.length) AS journey_events, sum(CASE WHEN journey.length > 0 THEN 1 ELSE 0 END) AS journeys,
    sum(size(journey.session_trails)) AS journey_sessions
}
CALL () {
  MATCH (identifier:Identifier)-[:IDENTIFIES]->(person:Person)
  WHERE identifier.kind IN ['member', 'phone', 'email', 'user', 'wechat_unionid', 'wechat_openid', 'marketplace']
  WITH DISTINCT person
  MATCH (person)-[:WALKED]->(journey:Journey)
  RETURN sum(journey.length) AS identified_events
}
RETURN rows, rejected, causes + shared + blocked AS suspicions, identified_events, journey_events, journeys, journey_sessions
