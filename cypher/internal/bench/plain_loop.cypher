// Answers: Writes events in the plainest way, to measure the loader against: no check, no link.
// Grain: one row with the number of events written.
// Parameters:
//   rows: LIST<MAP> - identifier, session, at, properties
// Returns: events INTEGER
// Example: run by onepath bench
UNWIND $rows AS row
MERGE (identifier:Identifier {key: row.identifier})
MERGE (session:Session {key: row.session})
CREATE (identifier)<-[:BY]-(event:Event)-[:IN]->(session)
SET event = row.properties, event.original_at = datetime(row.at)
RETURN count(*) AS events
