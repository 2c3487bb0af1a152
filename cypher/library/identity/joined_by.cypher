// Answers: Which people have been joined by this kind of link since a day?
// Grain: one row a person and link.
// Parameters:
//   rule: STRING = same_event - same_event, same_user, similar or by_hand
//   since: STRING = 2026-01-01 - a day
//   limit: INTEGER = 100 - the most rows
// Returns: oneid STRING, a STRING, b STRING, source STRING, first_seen DATETIME, count INTEGER
// Example: onepath query identity/joined_by --param rule=same_user --param since=2026-03-01
MATCH (a:Identifier)-[link:LINK {rule: $rule}]->(b:Identifier)
WHERE link.first_seen >= datetime($since) AND link.cut IS NULL
MATCH (a)-[:IDENTIFIES]->(person:Person)<-[:IDENTIFIES]-(b)
RETURN person.oneid AS oneid, a.key AS a, b.key AS b, link.source AS source, link.first_seen AS first_seen, link.count AS count
ORDER BY first_seen DESC, a, b LIMIT $limit
