// Answers: Creates new events, each owned by its strongest identifier and in its session.
// Grain: one row with the number of events created.
// Parameters:
//   rows: LIST<MAP> - owner, carried, session, properties; keys that are not in the graph yet
// Returns: events INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MATCH (owner:Identifier {key: row.owner})
CREATE (event:Event)-[:BY]->(owner)
SET event = row.properties
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
