// Answers: Takes away the inferred sessions of these people.
// Grain: one row.
// Parameters:
//   oneids: LIST<STRING> - the people
// Returns: sessions INTEGER
// Example: run by onepath journeys build
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})
MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(:Event)-[:IN]->(session:Session {inferred: true})
WITH DISTINCT session
DETACH DELETE session
RETURN count(*) AS sessions
