// Answers: Which people may be one person but were not merged, because a merge rule blocked the link?
// Grain: one row per pair of people and reason, the most links first.
// Parameters:
//   limit: INTEGER = 50 - the maximum number of pairs
// Returns: reason STRING, one STRING, other STRING, links INTEGER, example STRING
// Example: onepath query identity/review_queue
MATCH (a:Identifier)-[link:LINK]->(b:Identifier)
WHERE link.cut IS NOT NULL AND NOT EXISTS { (a)-[:APART]-(b) }
MATCH (a)-[:IDENTIFIES]->(p:Person), (b)-[:IDENTIFIES]->(q:Person)
// The same two people in one order.
WITH link.cut AS reason, a.key + ' and ' + b.key AS example,
     CASE WHEN p.oneid < q.oneid THEN p.oneid ELSE q.oneid END AS one,
     CASE WHEN p.oneid < q.oneid THEN q.oneid ELSE p.oneid END AS other
RETURN reason, one, other, count(*) AS links, min(example) AS example
ORDER BY links DESC, reason, one, other
LIMIT $limit
