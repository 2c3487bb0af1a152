// Answers: Which identifiers does this person have, and which sources showed them?
// Grain: one row per identifier.
// Parameters:
//   oneid: STRING - the person
// Returns: key STRING, kind STRING, value STRING, first_seen DATETIME, last_seen DATETIME, event_count INTEGER, sources LIST
// Example: onepath query internal/identity/person_identifiers --param oneid=...
MATCH (person:Person {oneid: $oneid})<-[:IDENTIFIES]-(identifier:Identifier)
USING INDEX SEEK person:Person(oneid)
RETURN identifier.key AS key, identifier.kind AS kind, identifier.value AS value,
       identifier.first_seen AS first_seen, identifier.last_seen AS last_seen,
       identifier.event_count AS event_count,
       COLLECT {
         MATCH (identifier)<-[:BY|CARRIES]-(event:Event) RETURN DISTINCT event.source AS source
         UNION
         MATCH (identifier)<-[:HAS]-(user:User) RETURN DISTINCT user.source AS source
       } AS sources
ORDER BY kind, value
