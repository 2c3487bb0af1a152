// Answers: How much is known of this person?
// Grain: one row.
// Parameters:
//   oneid: STRING - the person
// Returns: identifiers INTEGER, links INTEGER, users INTEGER, events INTEGER, sources LIST<STRING>, first_event DATETIME, last_event DATETIME
// Example: onepath query internal/identity/person_sizes --param oneid=...
MATCH (person:Person {oneid: $oneid})
RETURN COUNT { (person)<-[:IDENTIFIES]-() } AS identifiers,
       COUNT {
         MATCH (person)<-[:IDENTIFIES]-(a:Identifier)-[:LINK]->(b:Identifier)
         WHERE EXISTS { (b)-[:IDENTIFIES]->(person) }
       } AS links,
       COUNT { MATCH (person)<-[:IDENTIFIES]-()<-[:HAS]-(user:User) RETURN DISTINCT user } AS users,
       COUNT { (person)<-[:IDENTIFIES]-()<-[:BY]-() } AS events,
       COLLECT {
         MATCH (person)<-[:IDENTIFIES]-()<-[:BY|CARRIES]-(event:Event) RETURN event.source AS source
         UNION
         MATCH (person)<-[:IDENTIFIES]-()<-[:HAS]-(user:User) RETURN user.source AS source
       } AS sources,
       head(COLLECT { MATCH (person)<-[:IDENTIFIES]-()<-[:BY]-(event:Event) RETURN min(event.corrected_at) }) AS first_event,
       head(COLLECT { MATCH (person)<-[:IDENTIFIES]-()<-[:BY]-(event:Event) RETURN max(event.corrected_at) }) AS last_event
