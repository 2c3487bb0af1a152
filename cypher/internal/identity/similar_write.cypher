// Answers: Writes similar links, new ones and those that are there; whom they may join is to be decided anew.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - key, a, b (identifier keys), confidence, waterfall, seen (microseconds since 1970 or null)
// Returns: links INTEGER
// Example: run by onepath identity similar
UNWIND $rows AS row
MATCH (a:Identifier {key: row.a})
MATCH (b:Identifier {key: row.b})
WITH row, a, b,
     CASE WHEN row.seen IS NOT NULL THEN datetime.fromEpoch(row.seen / 1000000, row.seen % 1000000 * 1000) END AS seen
MERGE (a)-[link:LINK {key: row.key}]->(b)
SET link.rule = 'similar', link.source = 'attributes', link.count = 1, link.confidence = row.confidence,
    link.waterfall = row.waterfall, link.first_seen = seen, link.last_seen = seen,
    a:ResolveDue, b:ResolveDue
RETURN count(*) AS links
