// Answers: Which values does a property of events have, how often, and with how many people?
// Grain: one row per value, the most frequent first.
// Parameters:
//   property: STRING = campaign - the property
//   limit: INTEGER = 50 - the maximum number of values
// Returns: value STRING, events INTEGER, people INTEGER
// Example: onepath query sources/property_values --param property=category
MATCH (event:Event)
WHERE event[$property] IS NOT NULL
MATCH (event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
RETURN toString(event[$property]) AS value, count(*) AS events, count(DISTINCT person) AS people
ORDER BY events DESC, value
LIMIT $limit
