// Answers: Which people were merged by the evidence of one rule, since a given day?
// Grain: one row per link, the latest first.
// Parameters:
//   rule: STRING = same_event - same_event, same_user, similar or by_hand
//   since: STRING = 1970-01-01 - the first day, as YYYY-MM-DD
//   limit: INTEGER = 100 - the maximum number of links
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
// Returns: oneid STRING, identifier STRING, linked_to STRING, source STRING, first_seen ZONED DATETIME, times INTEGER
// Example: onepath query identity/merged_by_rule --param rule=same_user --param since=2026-03-01
MATCH (one:Identifier)-[link:LINK {rule: $rule}]->(other:Identifier)
WHERE link.cut IS NULL AND link.first_seen >= datetime({date: date($since), timezone: $time_zone})
MATCH (one)-[:IDENTIFIES]->(person:Person)<-[:IDENTIFIES]-(other)
RETURN person.oneid AS oneid, one.key AS identifier, other.key AS linked_to, link.source AS source,
       link.first_seen AS first_seen, link.count AS times
ORDER BY first_seen DESC, identifier, linked_to
LIMIT $limit
