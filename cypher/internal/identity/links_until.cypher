// Answers: Which links of these identifiers might have joined people at a moment, and how strong were they then?
// Grain: one row per link. Links by hand are left out: internal/identity/words_until has what had been said.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   thresholds: MAP - for a rule, the least confidence
//   dead: MAP - for a kind, the time before which a link of it was too old then
// Returns: a STRING, b STRING, key STRING, rule STRING, source STRING, confidence FLOAT, count INTEGER, first_seen DATETIME, last_seen DATETIME
// Example: run by onepath person
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
USING INDEX SEEK identifier:Identifier(key)
MATCH (identifier)-[link:LINK|ENDED_LINK]-(:Identifier)
WHERE link.rule <> 'by_hand' AND (link.first_seen IS NULL OR link.first_seen < $until)
// include: fragments/held_until
  AND link.confidence >= coalesce($thresholds[link.rule], 0.0)
WITH DISTINCT link, startNode(link) AS a, endNode(link) AS b
CALL (link, a, b) {
  // Seen again later: its events until then are counted, from the end with fewer events.
  WITH link, a, b WHERE link.rule = 'same_event' AND link.last_seen >= $until
  WITH link, CASE WHEN a.event_count <= b.event_count THEN a ELSE b END AS one,
       CASE WHEN a.event_count <= b.event_count THEN b ELSE a END AS other
  MATCH (one)<-[:BY|CARRIES]-(event:Event {source: link.source})-[:BY|CARRIES]->(other)
  WHERE coalesce(event.corrected_at, $until) < $until
  WITH link, count(event) AS count, max(event.corrected_at) AS last_seen
  RETURN count, last_seen
  UNION
  // Stated again later: the account's records until then are looked at.
  WITH link, a, b WHERE link.rule = 'same_user' AND link.last_seen >= $until
  MATCH (:User {key: link.account})<-[:OF]-(record:UserRecord)
  WHERE record.updated_at < $until AND a.key IN record._identifiers AND b.key IN record._identifiers
  RETURN link.count AS count, max(record.updated_at) AS last_seen
  UNION
  WITH link WHERE NOT link.rule IN ['same_event', 'same_user'] OR link.last_seen IS NULL OR link.last_seen < $until
  RETURN link.count AS count, CASE WHEN link.last_seen >= $until THEN link.first_seen ELSE link.last_seen END AS last_seen
}
WITH link, a, b, count, last_seen
WHERE NOT coalesce(last_seen < $dead[a.kind], false) AND NOT coalesce(last_seen < $dead[b.kind], false)
RETURN a.key AS a, b.key AS b, link.key AS key, link.rule AS rule, link.source AS source,
       link.confidence AS confidence, count, link.first_seen AS first_seen, last_seen
