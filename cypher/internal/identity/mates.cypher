// Answers: Which identifiers do these people have?
// Grain: one row an identifier.
// Parameters:
//   oneids: LIST<STRING> - the people
// Returns: node INTEGER
// Example: run by onepath resolve
UNWIND $oneids AS oneid
MATCH (:Person {oneid: oneid})<-[:IDENTIFIES]-(identifier:Identifier)
RETURN id(identifier) AS node
