// Answers: When did this person do what, in order, latest part first where it is cut?
// Grain: one row per event, without its properties.
// Parameters:
//   oneid: STRING - the person
//   limit: INTEGER = 5000 - the most events
// Returns: key STRING, at DATETIME, source STRING, name STRING, session STRING, identifier STRING
// Example: onepath query internal/identity/person_events --param oneid=...
MATCH (person:Person {oneid: $oneid})<-[:IDENTIFIES]-(identifier:Identifier)<-[:BY]-(event:Event)
USING INDEX SEEK person:Person(oneid)
WITH event, identifier
ORDER BY event.corrected_at DESC, event.sequence DESC, event.key DESC
LIMIT $limit
OPTIONAL MATCH (event)-[:IN]->(session:Session)
RETURN event.key AS key, event.corrected_at AS at, event.source AS source, event.name AS name,
       session.key AS session, identifier.key AS identifier
ORDER BY event.corrected_at, event.sequence, event.key
