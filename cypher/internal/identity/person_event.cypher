// Answers: What is known of this event?
// Grain: one row.
// Parameters:
//   key: STRING - the event, source:message_id
// Returns: properties MAP, owner STRING, carries LIST<STRING>, session STRING
// Example: onepath query internal/identity/person_event --param key=web:m1
MATCH (event:Event {key: $key})
RETURN properties(event) AS properties,
       head([(event)-[:BY]->(identifier:Identifier) | identifier.key]) AS owner,
       COLLECT { MATCH (event)-[:CARRIES]->(identifier:Identifier) RETURN identifier.key ORDER BY identifier.key } AS carries,
       head([(event)-[:IN]->(session:Session) | session.key]) AS session
