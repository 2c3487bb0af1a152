// Answers: Writes since when and how lately accounts state links that are there.
// Grain: one row with the number of links touched.
// Parameters:
//   rows: LIST<MAP> - key, first_seen, last_seen, gaps; times in microseconds since 1970
// Returns: links INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MATCH ()-[link:LINK {key: row.key}]->()
SET link.gaps = [time IN row.gaps | datetime.fromEpoch(time / 1000000, time % 1000000 * 1000)],
    link.first_seen = CASE WHEN row.first_seen IS NOT NULL THEN datetime.fromEpoch(row.first_seen / 1000000, row.first_seen % 1000000 * 1000) END,
    link.last_seen = CASE WHEN row.last_seen IS NOT NULL THEN datetime.fromEpoch(row.last_seen / 1000000, row.last_seen % 1000000 * 1000) END
RETURN count(*) AS links
