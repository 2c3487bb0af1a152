// Answers: Which identifiers do these people have?
// Grain: one row per identifier.
// Parameters:
//   oneids: LIST<STRING> - the people
// Returns: key STRING
// Example: run by onepath resolve
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})<-[:IDENTIFIES]-(identifier:Identifier)
USING INDEX SEEK person:Person(oneid)
RETURN identifier.key AS key
