// Answers: Which links of evidence lead from these identifiers to others, also those that a rule or a decision stops?
// Grain: one row per link that is sure and recent enough, and has no blocked end.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   thresholds: MAP - for a rule, the least confidence
//   dead: MAP - for a kind, the time before which a link of it is too old
// Returns: a STRING, b STRING, key STRING, rule STRING, confidence FLOAT, count INTEGER, last_seen INTEGER, cut STRING
// Example: run by onepath identity explain
UNWIND $keys AS key
MATCH (a:Identifier {key: key})-[link:LINK]-(b:Identifier)
USING INDEX SEEK a:Identifier(key)
WHERE a.blocked IS NULL AND b.blocked IS NULL
  AND link.confidence >= coalesce($thresholds[link.rule], 0.0)
  AND NOT coalesce(link.last_seen < $dead[a.kind], false)
  AND NOT coalesce(link.last_seen < $dead[b.kind], false)
WITH DISTINCT link
RETURN startNode(link).key AS a, endNode(link).key AS b, link.key AS key, link.rule AS rule,
       link.confidence AS confidence, link.count AS count,
       link.last_seen.epochSeconds * 1000000 + link.last_seen.microsecond AS last_seen, link.cut AS cut
