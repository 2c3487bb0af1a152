// Answers: What did the guards hold apart, and why? For review: the most links first.
// Grain: one row a pair of people, or an identifier that stands alone.
// Parameters:
//   limit: INTEGER = 100 - the most suspicions
// Returns: reason STRING, one STRING, other STRING, links LIST<STRING>, people LIST<STRING>
// Example: onepath query identity/suspicions
CALL () {
  MATCH (a:Identifier)-[link:LINK]->(b:Identifier) WHERE link.cut IS NOT NULL
  MATCH (a)-[:IDENTIFIES]->(p:Person), (b)-[:IDENTIFIES]->(q:Person)
  WITH link, a, b, CASE WHEN p.oneid < q.oneid THEN [p.oneid, q.oneid] ELSE [q.oneid, p.oneid] END AS people
  ORDER BY link.key
  WITH people, link.cut AS reason, head(collect(a.key)) AS one, head(collect(b.key)) AS other, collect(link.key) AS links
  RETURN reason, one, other, links[..20] AS links, people, size(links) AS weight
  UNION ALL
  MATCH (identifier:Identifier) WHERE identifier.shared IS NOT NULL
  MATCH (identifier)-[:IDENTIFIES]->(person:Person)
  RETURN identifier.shared AS reason, identifier.key AS one, null AS other, [] AS links, [person.oneid] AS people,
         COUNT { (identifier)-[:LINK]-() } AS weight
  UNION ALL
  MATCH (identifier:Identifier) WHERE identifier.blocked IS NOT NULL
  MATCH (identifier)-[:IDENTIFIES]->(person:Person)
  RETURN 'blocked: ' + identifier.blocked AS reason, identifier.key AS one, null AS other, [] AS links,
         [person.oneid] AS people, COUNT { (identifier)-[:LINK]-() } AS weight
}
RETURN reason, one, other, links, people
ORDER BY weight DESC, one LIMIT $limit
