// Answers: Whose journeys have to be rebuilt among the people of these identifiers?
// Grain: one row per person.
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: oneid STRING
// Example: run by a live source
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})-[:IDENTIFIES]->(person:JourneyDue)
USING INDEX SEEK identifier:Identifier(key)
RETURN DISTINCT person.oneid AS oneid
