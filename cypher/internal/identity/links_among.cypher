// Answers: Which links may join these identifiers to others, and which pairs does a manual decision keep separate?
// Grain: one row per link that may join people (see internal/identity/project), or a pair that is kept apart.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   thresholds: MAP - for a rule, the least confidence
//   dead: MAP - for a kind, the time before which a link of it is too old
// Returns: a STRING, b STRING, key STRING, rule STRING, confidence FLOAT, count INTEGER, last_seen INTEGER, cut STRING
// Example: run by onepath resolve
UNWIND $keys AS key
MATCH (a:Identifier {key: key})
CALL (a) {
  MATCH (a)-[link:LINK]-(b:Identifier)
  WHERE a.blocked IS NULL AND b.blocked IS NULL
    AND link.confidence >= coalesce($thresholds[link.rule], 0.0)
    AND NOT coalesce(link.last_seen < $dead[a.kind], false)
    AND NOT coalesce(link.last_seen < $dead[b.kind], false)
    AND NOT EXISTS { (a)-[:APART]-(b) }
  RETURN link, b
  UNION
  MATCH (a)-[link:APART]-(b:Identifier)
  RETURN link, b
}
WITH DISTINCT link
RETURN startNode(link).key AS a, endNode(link).key AS b, link.key AS key,
       coalesce(link.rule, 'apart') AS rule, link.confidence AS confidence, link.count AS count,
       link.last_seen.epochSeconds * 1000000 + link.last_seen.microsecond AS last_seen, link.cut AS cut
