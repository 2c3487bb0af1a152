// Answers: Takes away the inferred sessions of these people.
// Grain: one row.
// Parameters:
//   oneids: LIST<STRING> - the people
// Returns: sessions INTEGER
// Example: run by onepath journeys build
CYPHER 25
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})
CALL (person) {
  MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  RETURN event
}
// Event by event: the server would begin with all sessions as long as it has not counted any.
CALL (event) {
  MATCH (event)-[:IN]->(session:Session {inferred: true})
  RETURN session
}
WITH DISTINCT session
DETACH DELETE session
RETURN count(*) AS sessions
