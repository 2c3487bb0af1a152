// Answers: Which of these people have a stored journey?
// Grain: one row per person.
// Parameters:
//   oneids: LIST<STRING> - the people
// Returns: oneid STRING
// Example: run by onepath resolve
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})
WHERE EXISTS { (person)-[:WALKED]->(:Journey) }
RETURN person.oneid AS oneid
