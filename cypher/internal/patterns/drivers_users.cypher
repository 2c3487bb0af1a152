// Answers: How many of those who come to a target have an account with this attribute, and how many of the others?
// Grain: one row per source, attribute and value that enough people have, the most first.
// Parameters:
//   others: STRING - all letters but those of the target
//   least: INTEGER = 25 - the fewest people
// Returns: source STRING, name STRING, value STRING, converters INTEGER, others INTEGER
// Example: run by onepath drivers
CYPHER 25
MATCH (user:User)-[:HAS]->(:Identifier)-[:IDENTIFIES]->(:Person)-[:WALKED]->(journey:Journey)
WHERE true /* filter journey */
WITH DISTINCT user, journey, size(ltrim(journey.trail, $others)) > 0 AS converts
UNWIND [name IN keys(user) WHERE NOT name IN ['key', 'user_id', 'source', 'updated_at', '_words']] AS name
WITH DISTINCT journey, converts, user.source AS source, name, toStringOrNull(user[name]) AS value
WHERE value IS NOT NULL
WITH source, name, value, count(*) AS people, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converters
WHERE people >= $least
RETURN source, name, value, converters, people - converters AS others
ORDER BY people DESC, source, name, value
