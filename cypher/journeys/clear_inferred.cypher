// Answers: Takes away the inferred sessions of the next people whose journeys are due.
// Grain: one row.
// Parameters:
//   people: INTEGER - how many people at once
// Returns: sessions INTEGER
// Example: run by onepath journeys build
MATCH (person:JourneyDue)
WITH person LIMIT $people
MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(:Event)-[:IN]->(session:Session {inferred: true})
WITH DISTINCT session
DETACH DELETE session
RETURN count(*) AS sessions
