// Answers: What did the merge rules block, and why? For review: the most links first.
// Grain: one row per pair of people, or an identifier that is isolated, with up to twenty of its links and of
//   the people whom they would join.
// Parameters:
//   limit: INTEGER = 100 - the most suspicions
// Returns: reason STRING, one STRING, other STRING, links LIST<STRING>, people LIST<STRING>
// Example: onepath query internal/identity/suspicions
CALL () {
  MATCH (a:Identifier)-[link:LINK]->(b:Identifier) WHERE link.cut IS NOT NULL AND NOT EXISTS { (a)-[:APART]-(b) }
  MATCH (a)-[:IDENTIFIES]->(p:Person), (b)-[:IDENTIFIES]->(q:Person)
  WITH link, a, b, CASE WHEN p.oneid < q.oneid THEN [p.oneid, q.oneid] ELSE [q.oneid, p.oneid] END AS people
  ORDER BY link.key
  WITH people, link.cut AS reason, head(collect(a)) AS one, head(collect(b)) AS other, collect(link.key) AS links
  RETURN reason, one, other, links[..20] AS links, people, size(links) AS weight
  UNION ALL
  MATCH (one:Identifier) WHERE one.shared IS NOT NULL
  RETURN one.shared AS reason, one, null AS other, [] AS links, [] AS people, COUNT { (one)-[:LINK]-() } AS weight
  UNION ALL
  MATCH (one:Identifier) WHERE one.blocked IS NOT NULL
  RETURN 'blocked: ' + one.blocked AS reason, one, null AS other, [] AS links, [] AS people,
         COUNT { (one)-[:LINK]-() } AS weight
}
WITH * ORDER BY weight DESC, one.key LIMIT $limit
RETURN reason, one.key AS one, other.key AS other,
       links + COLLECT {
         WITH one, other WHERE other IS NULL
         MATCH (one)-[link:LINK]-() RETURN link.key LIMIT 20
       } AS links,
       people + COLLECT {
         WITH one, other WHERE other IS NULL
         MATCH (one)-[:LINK]-(:Identifier)-[:IDENTIFIES]->(person:Person)
         WITH person LIMIT 20
         RETURN DISTINCT person.oneid
       } AS people
ORDER BY weight DESC, one
