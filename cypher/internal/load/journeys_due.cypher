// Answers: Marks the people of these identifiers, whose journeys have to be built anew.
// Grain: one row with the number of people marked.
// Parameters:
//   keys: LIST<STRING> - identifier keys that got new events
// Returns: people INTEGER
// Example: run by onepath load
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})-[:IDENTIFIES]->(person:Person)
USING INDEX SEEK identifier:Identifier(key)
WITH DISTINCT person ORDER BY person.oneid
SET person:JourneyDue
RETURN count(*) AS people
