// Answers: Which people have the most identifiers? The first place to look for wrong merges.
// Grain: one row per person, the most identifiers first.
// Parameters:
//   limit: INTEGER = 20 - how many people
// Returns: oneid STRING, identifiers INTEGER, kinds LIST<STRING>, accounts INTEGER, events INTEGER
// Example: onepath query identity/largest_people --param limit=5
MATCH (person:Person)
WITH person ORDER BY person.identifier_count DESC, person.oneid LIMIT $limit
MATCH (person)<-[:IDENTIFIES]-(identifier:Identifier)
RETURN person.oneid AS oneid, count(*) AS identifiers, collect(DISTINCT identifier.kind) AS kinds,
       COUNT { MATCH (person)<-[:IDENTIFIES]-()<-[:HAS]-(user:User) RETURN DISTINCT user } AS accounts,
       COUNT { (person)<-[:IDENTIFIES]-()<-[:BY]-(:Event) } AS events
ORDER BY identifiers DESC, oneid
