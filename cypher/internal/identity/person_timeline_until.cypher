// Answers: What did the owner of these identifiers do before a moment, in order, latest part first where it is cut?
// Grain: one row per event; `sent` names the properties that its source sent.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   until: DATETIME - the moment
//   limit: INTEGER = 500 - the most events
// Returns: at DATETIME, source STRING, name STRING, session STRING, identifier STRING, properties MAP, sent LIST<STRING>
// Example: run by onepath person
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
USING INDEX SEEK identifier:Identifier(key)
MATCH (identifier)<-[:BY]-(event:Event) WHERE coalesce(event.corrected_at, $until) < $until
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
