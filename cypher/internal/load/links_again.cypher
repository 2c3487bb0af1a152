// Answers: Adds further evidence to links that are there.
// Grain: one row with the number of links touched.
// Parameters:
//   rows: LIST<MAP> - key, first_seen, last_seen, count; times in microseconds since 1970
// Returns: links INTEGER
// Example: run by onepath load
UNWIND $rows AS row
WITH row,
     CASE WHEN row.first_seen IS NOT NULL THEN datetime.fromEpoch(row.first_seen / 1000000, row.first_seen % 1000000 * 1000) END AS first_seen,
     CASE WHEN row.last_seen IS NOT NULL THEN datetime.fromEpoch(row.last_seen / 1000000, row.last_seen % 1000000 * 1000) END AS last_seen
MATCH ()-[link:LINK {key: row.key}]->()
SET link.count = link.count + row.count,
    link.first_seen = CASE
      WHEN first_seen < link.first_seen OR link.first_seen IS NULL THEN first_seen ELSE link.first_seen END,
    link.last_seen = CASE
      WHEN last_seen > link.last_seen OR link.last_seen IS NULL THEN last_seen ELSE link.last_seen END
RETURN count(*) AS links
