// Answers: Gives sessions the attributes that follow from what is left of the rows about them.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - key, attributes
// Returns: sessions INTEGER
// Example: run by onepath load --undo
UNWIND $rows AS row
MATCH (session:Session {key: row.key})
WITH row, session, session {.key, .source, .session_id, .inferred, .started_at, .ended_at} AS own
SET session = row.attributes, session += own
RETURN count(*) AS sessions
