// Answers: Writes sessions, widened by the events that were seen in them.
// Grain: one row with the number of sessions written.
// Parameters:
//   rows: LIST<MAP> - key, source, session_id, started_at, ended_at; times in microseconds since 1970
// Returns: sessions INTEGER
// Example: run by onepath load
UNWIND $rows AS row
WITH row,
     CASE WHEN row.started_at IS NOT NULL THEN datetime.fromEpoch(row.started_at / 1000000, row.started_at % 1000000 * 1000) END AS started_at,
     CASE WHEN row.ended_at IS NOT NULL THEN datetime.fromEpoch(row.ended_at / 1000000, row.ended_at % 1000000 * 1000) END AS ended_at
MERGE (session:Session {key: row.key})
  ON CREATE SET
    session.source = row.source, session.session_id = row.session_id, session.inferred = false,
    session.started_at = started_at, session.ended_at = ended_at
  ON MATCH SET
    session.started_at = CASE
      WHEN started_at < session.started_at OR session.started_at IS NULL
      THEN started_at ELSE session.started_at END,
    session.ended_at = CASE
      WHEN ended_at > session.ended_at OR session.ended_at IS NULL
      THEN ended_at ELSE session.ended_at END
RETURN count(*) AS sessions
