// Answers: Which people may be one person but were not merged, because a merge rule blocked the links?
// Grain: one row per cause: a person and the reason for which their links to others were blocked. The most links first.
// Parameters:
//   limit: INTEGER = 50 - the maximum number of causes
// Returns: reason STRING, oneid STRING, others LIST<STRING>, links INTEGER, example STRING
// Example: onepath query identity/review_queue
MATCH (a:Identifier)-[link:LINK]->(b:Identifier)
WHERE link.cut IS NOT NULL AND NOT EXISTS { (a)-[:APART]-(b) }
MATCH (a)-[:IDENTIFIES]->(p:Person), (b)-[:IDENTIFIES]->(q:Person)
// Each link from both sides, to count how many others there are for each person and reason.
UNWIND [[p, q], [q, p]] AS side
WITH side[0] AS person, link.cut AS reason, count(DISTINCT side[1]) AS others,
     collect({link: link, other: side[1].oneid, ends: a.key + ' and ' + b.key}) AS sides
UNWIND sides AS side
// A link belongs to the side with more others: sixteen phones of one account are one cause, not sixteen.
WITH side, person, reason ORDER BY others DESC, person.oneid
WITH side.link AS link, reason, head(collect({oneid: person.oneid, other: side.other, ends: side.ends})) AS cause
RETURN reason, cause.oneid AS oneid, collect(DISTINCT cause.other) AS others, count(*) AS links,
       min(cause.ends) AS example
ORDER BY links DESC, reason, oneid
LIMIT $limit
