// Answers: How many people have each value of an account attribute, such as a city or a tier?
// Grain: one row per source and value, the most people first.
// Parameters:
//   attribute: STRING = city - the attribute of the sources' accounts
//   limit: INTEGER = 50 - the maximum number of values
// Returns: source STRING, value STRING, people INTEGER
// Example: onepath query people/by_attribute --param attribute=tier
MATCH (user:User)-[:HAS]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WHERE user[$attribute] IS NOT NULL
RETURN user.source AS source, toString(user[$attribute]) AS value, count(DISTINCT person) AS people
ORDER BY people DESC, source, value
LIMIT $limit
