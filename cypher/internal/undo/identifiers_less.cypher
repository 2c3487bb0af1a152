// Answers: Takes deleted events from what is counted on their identifiers.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - key, events, first_seen, last_seen (of the deleted ones; times in microseconds since 1970)
// Returns: identifiers INTEGER
// Example: run by onepath load --undo
UNWIND $rows AS row
MATCH (identifier:Identifier {key: row.key})
SET identifier.event_count = identifier.event_count - row.events, identifier:ResolveDue
WITH row, identifier
CALL (row, identifier) {
  // Only where the first or the last is gone: an identifier may have a million events.
  WITH row, identifier
  WHERE NOT (identifier.first_seen < datetime.fromEpoch(row.first_seen / 1000000, row.first_seen % 1000000 * 1000)
         AND identifier.last_seen > datetime.fromEpoch(row.last_seen / 1000000, row.last_seen % 1000000 * 1000))
  OPTIONAL MATCH (identifier)<-[:BY|CARRIES]-(event:Event)
  WITH identifier, min(event.corrected_at) AS first_seen, max(event.corrected_at) AS last_seen
  SET identifier.first_seen = first_seen, identifier.last_seen = last_seen
}
RETURN count(*) AS identifiers
