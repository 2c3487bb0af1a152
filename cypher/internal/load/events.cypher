// Answers: Creates new events, each owned by its strongest identifier and in its session.
// Grain: one row with the number of events created.
// Parameters:
//   rows: LIST<MAP> - owner, carried, session, properties; keys that are not in the graph yet; times in microseconds since 1970
// Returns: events INTEGER
// Example: run by onepath load
UNWIND $rows AS row
WITH row, row.properties AS properties
MATCH (owner:Identifier {key: row.owner})
CREATE (event:Event)-[:BY]->(owner)
SET event = properties {.*,
  original_at: datetime.fromEpoch(row.original_at / 1000000, row.original_at % 1000000 * 1000),
  sent_at: CASE WHEN row.sent_at IS NOT NULL THEN datetime.fromEpoch(row.sent_at / 1000000, row.sent_at % 1000000 * 1000) END,
  received_at: CASE WHEN row.received_at IS NOT NULL THEN datetime.fromEpoch(row.received_at / 1000000, row.received_at % 1000000 * 1000) END,
  corrected_at: datetime.fromEpoch(row.corrected_at / 1000000, row.corrected_at % 1000000 * 1000)
}
WITH row, event
CALL (row, event) {
  MATCH (session:Session {key: row.session})
  CREATE (event)-[:IN]->(session)
}
CALL (row, event) {
  UNWIND row.carried AS key
  MATCH (identifier:Identifier {key: key})
  CREATE (event)-[:CARRIES]->(identifier)
}
RETURN count(*) AS events
