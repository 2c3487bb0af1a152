// Answers: Creates links between identifiers that no rule has joined in this source before.
// Grain: one row with the number of links created.
// Parameters:
//   rows: LIST<MAP> - key, a, b, rule, source, first_seen, last_seen, count
// Returns: links INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MATCH (a:Identifier {key: row.a})
MATCH (b:Identifier {key: row.b})
CREATE (a)-[:LINK {
  key: row.key, rule: row.rule, source: row.source, confidence: 1.0,
  first_seen: row.first_seen, last_seen: row.last_seen, count: row.count
}]->(b)
RETURN count(*) AS links
