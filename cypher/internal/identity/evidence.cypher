// Answers: What does each of these links rest on: which events carry both identifiers, which account has both?
// Grain: one row per link, in the order of the keys.
// Parameters:
//   keys: LIST<STRING> - link keys
//   limit: INTEGER = 3 - the most events and accounts of each
// Returns: key STRING, a STRING, b STRING, rule STRING, source STRING, confidence FLOAT, count INTEGER, first_seen DATETIME, last_seen DATETIME, blocked_by STRING, decision MAP, waterfall STRING, ended_at DATETIME, events LIST<MAP>, accounts LIST<STRING>
// Example: onepath query internal/identity/evidence --param keys=...
UNWIND range(0, size($keys) - 1) AS place
CALL (place) {
  MATCH (a:Identifier)-[link:LINK {key: $keys[place]}]->(b:Identifier) RETURN a, b, link
  UNION
  MATCH (a:Identifier)-[link:ENDED_LINK {key: $keys[place]}]->(b:Identifier) RETURN a, b, link
}
OPTIONAL MATCH (a)-[apart:APART]-(b)
WITH place, a, link, b, coalesce(apart.decision, link.decision) AS decided
OPTIONAL MATCH (decision:Decision {key: decided})
RETURN link.key AS key, a.key AS a, b.key AS b, link.rule AS rule, link.source AS source,
       link.confidence AS confidence, link.count AS count,
       link.first_seen AS first_seen, link.last_seen AS last_seen, link.cut AS blocked_by,
       decision {.key, .kind, .by, .reason, .at} AS decision, link.waterfall AS waterfall,
       link.ended_at AS ended_at,
       COLLECT {
         // From the end with fewer events, so that a shared tablet is not read through.
         WITH link, a, b
         WHERE link.rule = 'same_event'
         WITH link, CASE WHEN a.event_count <= b.event_count THEN a ELSE b END AS one,
              CASE WHEN a.event_count <= b.event_count THEN b ELSE a END AS other
         MATCH (one)<-[:BY|CARRIES]-(event:Event {source: link.source})-[:BY|CARRIES]->(other)
         RETURN {key: event.key, name: event.name, at: toString(event.corrected_at)} LIMIT $limit
       } AS events,
       COLLECT {
         WITH link, a, b
         WHERE link.rule = 'same_user'
         RETURN link.account
       } AS accounts
ORDER BY place
