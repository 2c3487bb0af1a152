// Answers: Why are two identifiers one person? The shortest chain of evidence between them.
// Grain: one row per link of the chain, in order; none if they are not one person.
// Parameters:
//   one: STRING = phone:+8618194580068 - an identifier as kind:value
//   other: STRING = cookie:GA1.2.9994853103.1768215038 - another one
// Returns: step INTEGER, identifier STRING, linked_to STRING, rule STRING, source STRING, times INTEGER, first_seen ZONED DATETIME, last_seen ZONED DATETIME
// Example: onepath query identity/why_one_person --param one=phone:+8618194580068 --param other=wechat_unionid:u1eyc3kMYEutZiqFk2j9hxRWKPkn
MATCH (one:Identifier {key: $one})-[:IDENTIFIES]->(person:Person)<-[:IDENTIFIES]-(other:Identifier {key: $other})
// A link with a reason in `cut` was stopped by a merge rule.
MATCH path = SHORTEST 1 (one)(()-[link:LINK WHERE link.cut IS NULL]-(next WHERE EXISTS { (next)-[:IDENTIFIES]->(person) }))+(other)
UNWIND range(1, length(path)) AS step
WITH step, nodes(path)[step - 1] AS identifier, nodes(path)[step] AS linked_to, relationships(path)[step - 1] AS link
RETURN step, identifier.key AS identifier, linked_to.key AS linked_to, link.rule AS rule, link.source AS source,
       link.count AS times, link.first_seen AS first_seen, link.last_seen AS last_seen
ORDER BY step
