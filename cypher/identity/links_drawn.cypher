// Answers: What evidence joins these identifiers to one another?
// Grain: one row a link with at least one end among `keys` and the other among `keys` or `others`.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   others: LIST<STRING> - more of them
// Returns: key STRING, a STRING, b STRING, rule STRING, source STRING, confidence FLOAT, count INTEGER, first_seen DATETIME, last_seen DATETIME, cut STRING
// Example: onepath query identity/links_drawn --param keys=cookie:c1,phone:+8613800138000 --param others=
UNWIND $keys AS key
MATCH (one:Identifier {key: key})-[link:LINK]-(other:Identifier)
WHERE other.key IN $keys OR other.key IN $others
WITH DISTINCT link
RETURN link.key AS key, startNode(link).key AS a, endNode(link).key AS b, link.rule AS rule,
       link.source AS source, link.confidence AS confidence, link.count AS count,
       link.first_seen AS first_seen, link.last_seen AS last_seen, link.cut AS cut
ORDER BY a, b, rule, key
