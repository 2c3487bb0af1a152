// Answers: Creates links that an account's newer record has ended: they say who was who, and join nobody now.
// Grain: one row with the number of links created.
// Parameters:
//   rows: LIST<MAP> - key, a, b, rule, source, account, first_seen, last_seen, ended_at, count, gaps; times in microseconds since 1970
// Returns: links INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MATCH (a:Identifier {key: row.a})
MATCH (b:Identifier {key: row.b})
CREATE (a)-[:ENDED_LINK {
  key: row.key, rule: row.rule, source: row.source, account: row.account, confidence: 1.0, count: row.count,
  first_seen: CASE WHEN row.first_seen IS NOT NULL THEN datetime.fromEpoch(row.first_seen / 1000000, row.first_seen % 1000000 * 1000) END,
  last_seen: CASE WHEN row.last_seen IS NOT NULL THEN datetime.fromEpoch(row.last_seen / 1000000, row.last_seen % 1000000 * 1000) END,
  ended_at: CASE WHEN row.ended_at IS NOT NULL THEN datetime.fromEpoch(row.ended_at / 1000000, row.ended_at % 1000000 * 1000) END,
  gaps: [time IN row.gaps | datetime.fromEpoch(time / 1000000, time % 1000000 * 1000)]
}]->(b)
RETURN count(*) AS links
