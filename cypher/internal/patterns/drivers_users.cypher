// Answers: How many of those who come to a target have an account with this attribute, and how many of the others?
// Grain: one row a source, attribute and value that enough people have, the most first.
// Parameters:
//   others: STRING - all letters but those of the target
//   least: INTEGER = 25 - the fewest people
//   everybody: BOOLEAN = true - every journey counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a journey must have one
//   but_lacks: STRING = null - all letters but those of which a journey must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: source STRING, name STRING, value STRING, converters INTEGER, others INTEGER
// Example: run by onepath drivers
CYPHER 25
MATCH (user:User)-[:HAS]->(:Identifier)-[:IDENTIFIES]->(:Person)-[:WALKED]->(journey:Journey)
// Of the group: something of a journey is left when all letters but those are trimmed off.
WHERE $everybody OR all(but IN $but_has WHERE ltrim(journey.trail, but) <> '')
    AND ($but_lacks IS NULL OR ltrim(journey.trail, $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(journey.trail, 1))
    AND $since <= toInteger(left(journey.clock, 16)) <= $until
WITH DISTINCT user, journey, size(ltrim(journey.trail, $others)) > 0 AS converts
UNWIND [name IN keys(user) WHERE NOT name IN ['key', 'user_id', 'source', 'updated_at', '_words']] AS name
WITH DISTINCT journey, converts, user.source AS source, name, toStringOrNull(user[name]) AS value
WHERE value IS NOT NULL
WITH source, name, value, count(*) AS people, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converters
WHERE people >= $least
RETURN source, name, value, converters, people - converters AS others
ORDER BY people DESC, source, name, value
