// Answers: Takes deleted events from the links that rest on them; one that rests on no event any more is deleted.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - key, count, first_seen, last_seen (of the deleted ones; times in microseconds since 1970)
// Returns: links INTEGER
// Example: run by onepath load --undo
UNWIND $rows AS row
MATCH (a:Identifier)-[link:LINK {key: row.key}]->(b:Identifier)
SET link.count = link.count - row.count
WITH row, a, b, link
CALL (row, a, b, link) {
  WITH row, a, b, link
  WHERE link.count > 0 AND NOT (link.first_seen < datetime.fromEpoch(row.first_seen / 1000000, row.first_seen % 1000000 * 1000)
                            AND link.last_seen > datetime.fromEpoch(row.last_seen / 1000000, row.last_seen % 1000000 * 1000))
  // From the end with fewer events.
  WITH link, CASE WHEN a.event_count <= b.event_count THEN a ELSE b END AS one,
       CASE WHEN a.event_count <= b.event_count THEN b ELSE a END AS other
  MATCH (one)<-[:BY|CARRIES]-(event:Event {source: link.source})-[:BY|CARRIES]->(other)
  WITH link, min(event.corrected_at) AS first_seen, max(event.corrected_at) AS last_seen
  SET link.first_seen = first_seen, link.last_seen = last_seen
}
FOREACH (gone IN CASE WHEN link.count <= 0 THEN [link] ELSE [] END | DELETE gone)
RETURN count(*) AS links
