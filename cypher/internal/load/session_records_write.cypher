// Answers: Writes what sessions tables say of sessions and which loads brought it, and the attributes that follow.
// Grain: one row with the number of records written.
// Parameters:
//   rows: LIST<MAP> - key, session, started_at, ended_at, attributes, loads; times in microseconds since 1970
//   sessions: LIST<MAP> - key, attributes
// Returns: records INTEGER
// Example: run by onepath load
CALL () {
  UNWIND $sessions AS row
  MATCH (session:Session {key: row.key})
  SET session += row.attributes
}
UNWIND $rows AS row
MATCH (session:Session {key: row.session})
MERGE (record:SessionRecord {key: row.key})
  ON CREATE SET
    record += row.attributes,
    record.started_at = CASE WHEN row.started_at IS NOT NULL THEN datetime.fromEpoch(row.started_at / 1000000, row.started_at % 1000000 * 1000) END,
    record.ended_at = CASE WHEN row.ended_at IS NOT NULL THEN datetime.fromEpoch(row.ended_at / 1000000, row.ended_at % 1000000 * 1000) END
SET record._loads = row.loads
MERGE (record)-[:OF]->(session)
RETURN count(*) AS records
