// Answers: Which identifiers does this person have, and to how many of other people does a link lead from each?
// Grain: one row per identifier; times in microseconds since 1970, since thousands of them are drawn.
// Parameters:
//   oneid: STRING - the person
// Returns: key STRING, kind STRING, value STRING, oneid STRING, event_count INTEGER, first_seen INTEGER, last_seen INTEGER, why STRING, beyond INTEGER
// Example: onepath query internal/identity/person_drawn --param oneid=...
MATCH (person:Person {oneid: $oneid})<-[:IDENTIFIES]-(identifier:Identifier)
USING INDEX SEEK person:Person(oneid)
RETURN identifier.key AS key, identifier.kind AS kind, identifier.value AS value, person.oneid AS oneid,
       identifier.event_count AS event_count,
       identifier.first_seen.epochSeconds * 1000000 + identifier.first_seen.microsecond AS first_seen,
       identifier.last_seen.epochSeconds * 1000000 + identifier.last_seen.microsecond AS last_seen,
       coalesce(identifier.shared, 'blocked: ' + identifier.blocked) AS why,
       COUNT {
         MATCH (identifier)-[:LINK]-(other:Identifier)
         WHERE NOT EXISTS { (other)-[:IDENTIFIES]->(person) }
         RETURN DISTINCT other
       } AS beyond
ORDER BY kind, value
