// Answers: Which links join identifiers of different people, among each of these groups?
// Grain: one row per link.
// Parameters:
//   rows: LIST<MAP> - group, keys (of identifiers)
// Returns: group INTEGER, key STRING
// Example: run by onepath resolve
UNWIND $rows AS row
UNWIND row.keys AS key
MATCH (a:Identifier {key: key})-[link:LINK]->(b:Identifier)
USING INDEX SEEK a:Identifier(key)
MATCH (a)-[:IDENTIFIES]->(one:Person), (b)-[:IDENTIFIES]->(other:Person)
// Not b.key IN row.keys alone: that would look up each of them for each of the others.
WHERE one <> other AND coalesce(b.key, '') IN row.keys
RETURN row.group AS group, link.key AS key
ORDER BY group, key
