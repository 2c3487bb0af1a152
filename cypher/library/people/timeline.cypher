// Answers: What did the person behind an identifier do, in order?
// Grain: one row per event, the first one first.
// Parameters:
//   identifier: STRING = phone:+8618194580068 - the identifier as kind:value
//   limit: INTEGER = 100 - the maximum number of events
// Returns: at ZONED DATETIME, source STRING, name STRING, session STRING, identifier STRING
// Example: onepath query people/timeline --param identifier=phone:+8618194580068
MATCH (:Identifier {key: $identifier})-[:IDENTIFIES]->(person:Person)
MATCH (person)<-[:IDENTIFIES]-(owner:Identifier)<-[:BY]-(event:Event)
OPTIONAL MATCH (event)-[:IN]->(session:Session)
RETURN event.corrected_at AS at, event.source AS source, event.name AS name, session.key AS session,
       owner.key AS identifier
ORDER BY event.journey_position
LIMIT $limit
