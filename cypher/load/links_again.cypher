// Answers: Adds further evidence to links that are there.
// Grain: one row with the number of links touched.
// Parameters:
//   rows: LIST<MAP> - key, first_seen, last_seen, count
// Returns: links INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MATCH ()-[link:LINK {key: row.key}]->()
SET link.count = link.count + row.count,
    link.first_seen = CASE WHEN row.first_seen < link.first_seen OR link.first_seen IS NULL THEN row.first_seen ELSE link.first_seen END,
    link.last_seen = CASE WHEN row.last_seen > link.last_seen OR link.last_seen IS NULL THEN row.last_seen ELSE link.last_seen END
RETURN count(*) AS links
