// Answers: Who did one event and never another, such as putting something in the cart and never buying?
// Grain: one row per person, the latest to do the first event first.
// Parameters:
//   did: STRING = add_to_cart - the event that they did
//   did_not: STRING = purchase - the event that they never did
//   limit: INTEGER = 100 - the maximum number of people
// Returns: oneid STRING, times INTEGER, last_time ZONED DATETIME
// Example: onepath query people/did_but_not --param did=add_to_cart --param did_not=purchase
MATCH (event:Event {name: $did})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH person, count(*) AS times, max(event.corrected_at) AS last_time
WHERE NOT EXISTS { (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(:Event {name: $did_not}) }
RETURN person.oneid AS oneid, times, last_time
ORDER BY last_time DESC, oneid
LIMIT $limit
