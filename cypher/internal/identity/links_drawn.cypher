// Answers: What evidence joins these identifiers to one another?
// Grain: one row per link with both ends among them; times in microseconds since 1970, since thousands of them are drawn.
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: key STRING, a STRING, b STRING, rule STRING, source STRING, confidence FLOAT, count INTEGER, first_seen INTEGER, last_seen INTEGER, cut STRING
// Example: onepath query internal/identity/links_drawn --param keys=cookie:c1,phone:+8613800138000
UNWIND $keys AS key
MATCH (a:Identifier {key: key})-[link:LINK]->(b:Identifier)
USING INDEX SEEK a:Identifier(key)
// Not b.key IN $keys alone: that would look up each of them for each of the others.
WHERE coalesce(b.key, '') IN $keys
RETURN link.key AS key, a.key AS a, b.key AS b, link.rule AS rule, link.source AS source,
       link.confidence AS confidence, link.count AS count,
       link.first_seen.epochSeconds * 1000000 + link.first_seen.microsecond AS first_seen,
       link.last_seen.epochSeconds * 1000000 + link.last_seen.microsecond AS last_seen, link.cut AS cut
ORDER BY a, b, rule, key
