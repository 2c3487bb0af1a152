// Answers: What evidence joins this person's identifiers?
// Grain: one row per link.
// Parameters:
//   oneid: STRING - the person
// Returns: key STRING, a STRING, b STRING, rule STRING, source STRING, confidence FLOAT, count INTEGER, first_seen DATETIME, last_seen DATETIME
// Example: onepath query internal/identity/person_links --param oneid=...
MATCH (person:Person {oneid: $oneid})<-[:IDENTIFIES]-(a:Identifier)-[link:LINK]->(b:Identifier)
USING INDEX SEEK person:Person(oneid)
WHERE EXISTS { (b)-[:IDENTIFIES]->(person) }
RETURN link.key AS key, a.key AS a, b.key AS b, link.rule AS rule, link.source AS source,
       link.confidence AS confidence, link.count AS count,
       link.first_seen AS first_seen, link.last_seen AS last_seen
ORDER BY a, b, rule
