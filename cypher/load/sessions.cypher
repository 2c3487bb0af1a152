// Answers: Writes sessions, widened by the events that were seen in them.
// Grain: one row with the number of sessions written.
// Parameters:
//   rows: LIST<MAP> - key, source, session_id, started_at, ended_at, attributes
// Returns: sessions INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MERGE (session:Session {key: row.key})
  ON CREATE SET
    session += row.attributes,
    session.source = row.source, session.session_id = row.session_id, session.inferred = false,
    session.started_at = row.started_at, session.ended_at = row.ended_at
  ON MATCH SET
    session += row.attributes,
    session.started_at = CASE
      WHEN row.started_at < session.started_at OR session.started_at IS NULL
      THEN row.started_at ELSE session.started_at END,
    session.ended_at = CASE
      WHEN row.ended_at > session.ended_at OR session.ended_at IS NULL
      THEN row.ended_at ELSE session.ended_at END
RETURN count(*) AS sessions
