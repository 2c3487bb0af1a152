// Answers: Writes identifiers with when they were seen and by how many events.
// Grain: one row with the number of identifiers written.
// Parameters:
//   rows: LIST<MAP> - key, kind, value, first_seen, last_seen, events, _loads (whose identifiers tables list it, or null); times in microseconds since 1970
// Returns: identifiers INTEGER
// Example: run by onepath load
UNWIND $rows AS row
WITH row,
     CASE WHEN row.first_seen IS NOT NULL THEN datetime.fromEpoch(row.first_seen / 1000000, row.first_seen % 1000000 * 1000) END AS first_seen,
     CASE WHEN row.last_seen IS NOT NULL THEN datetime.fromEpoch(row.last_seen / 1000000, row.last_seen % 1000000 * 1000) END AS last_seen
MERGE (identifier:Identifier {key: row.key})
  ON CREATE SET
    identifier.kind = row.kind, identifier.value = row.value,
    identifier.first_seen = first_seen, identifier.last_seen = last_seen,
    identifier.event_count = row.events
  ON MATCH SET
    identifier.first_seen = CASE
      WHEN first_seen < identifier.first_seen OR identifier.first_seen IS NULL
      THEN first_seen ELSE identifier.first_seen END,
    identifier.last_seen = CASE
      WHEN last_seen > identifier.last_seen OR identifier.last_seen IS NULL
      THEN last_seen ELSE identifier.last_seen END,
    identifier.event_count = identifier.event_count + row.events
// Whatever is said of an identifier may change whose it is.
SET identifier:ResolveDue
FOREACH (load IN [load IN row._loads WHERE NOT load IN coalesce(identifier._loads, [])] |
  SET identifier._loads = coalesce(identifier._loads, []) + load
)
RETURN count(*) AS identifiers
