// Answers: What did this person do, in order, latest part first where it is cut?
// Grain: one row per event; `sent` names the properties that its source sent.
// Parameters:
//   oneid: STRING - the person
//   limit: INTEGER = 500 - the most events
// Returns: at DATETIME, source STRING, name STRING, session STRING, identifier STRING, properties MAP, sent LIST<STRING>
// Example: onepath query internal/identity/person_timeline --param oneid=...
MATCH (person:Person {oneid: $oneid})<-[:IDENTIFIES]-(identifier:Identifier)<-[:BY]-(event:Event)
USING INDEX SEEK person:Person(oneid)
WITH event, identifier
ORDER BY event.corrected_at DESC, event.sequence DESC, event.key DESC
LIMIT $limit
OPTIONAL MATCH (event)-[:IN]->(session:Session)
RETURN event.corrected_at AS at, event.source AS source, event.name AS name,
       session.key AS session, identifier.key AS identifier, properties(event) AS properties,
       [property IN keys(event) WHERE NOT property IN
       // include: fragments/event_fields
       ] AS sent
ORDER BY event.corrected_at, event.sequence, event.key
