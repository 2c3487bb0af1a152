// Answers: Who is behind an identifier, and under which other identifiers are they known?
// Grain: one row per identifier of that person.
// Parameters:
//   identifier: STRING = phone:+8618194580068 - the identifier as kind:value
// Returns: oneid STRING, kind STRING, value STRING, events INTEGER, first_seen ZONED DATETIME, last_seen ZONED DATETIME, accounts LIST<STRING>
// Example: onepath query identity/who --param identifier=phone:+8618194580068
MATCH (:Identifier {key: $identifier})-[:IDENTIFIES]->(person:Person)
MATCH (person)<-[:IDENTIFIES]-(identifier:Identifier)
OPTIONAL MATCH (identifier)<-[:HAS]-(user:User)
RETURN person.oneid AS oneid, identifier.kind AS kind, identifier.value AS value, identifier.event_count AS events,
       identifier.first_seen AS first_seen, identifier.last_seen AS last_seen,
       // The accounts that name it, as source:user_id.
       collect(user.key) AS accounts
ORDER BY kind, value
