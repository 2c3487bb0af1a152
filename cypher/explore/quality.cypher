// Answers: How good is what is in the graph: rows read and rejected, suspicions, and events of people who are known?
// Grain: one row. A person is known who has a member card, a phone number, an e-mail address or an account.
// Parameters: none
// Returns: rows INTEGER, rejected INTEGER, suspicions INTEGER, identified_events INTEGER, journey_events INTEGER
// Example: onepath query explore/quality
CALL () { MATCH (load:Load) RETURN sum(load.rows) AS rows, sum(load.rejected) AS rejected }
CALL () { MATCH ()-[link:LINK]->() WHERE link.cut IS NOT NULL RETURN count(link) AS suspicions }
CALL () { MATCH (journey:Journey) RETURN sum(journey.length) AS journey_events }
CALL () {
  MATCH (identifier:Identifier)-[:IDENTIFIES]->(person:Person)
  WHERE identifier.kind IN ['member', 'phone', 'email', 'user', 'wechat_unionid', 'wechat_openid', 'marketplace']
  WITH DISTINCT person
  MATCH (person)-[:WALKED]->(journey:Journey)
  RETURN sum(journey.length) AS identified_events
}
RETURN rows, rejected, suspicions, identified_events, journey_events
