// Answers: How many of those who come to a target have an account with this attribute, and how many of the others?
//   Everybody is observed in the lookback window before a moment: fragments/driver_window says which.
//   Activity is the number of events in it, in classes that double: 0, 1 to 2, 3 to 6, 7 to 14.
// Grain: one row per source, attribute, value and class of activity; only values that enough people have. A row without a
//   value counts everybody who has the attribute, with whatever value.
// Parameters:
//   others: STRING - all letters but those of the target
//   window: INTEGER = 2592000000000 - microseconds before the target that are looked at
//   least: INTEGER = 25 - the fewest people
// Returns: source STRING, name STRING, value STRING, activity INTEGER, converters INTEGER, others INTEGER
// Example: run by onepath drivers
CYPHER 25
MATCH (user:User)-[:HAS]->(:Identifier)-[:IDENTIFIES]->(:Person)-[:WALKED]->(journey:Journey)
WHERE journey.length > 0
  AND true /* filter journey */
WITH journey, collect(DISTINCT user) AS users
WITH journey, users, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WITH journey, users, place < size(journey.trail) AS converts,
     // include: fragments/driver_window
     AS until
WITH journey, users, converts, until, CASE WHEN until < $window THEN 0 ELSE until - $window END AS since
WITH journey, users, converts, right('000000000000000' + since, 16) AS since, right('000000000000000' + until, 16) AS until
WITH journey, users, converts, size([k IN range(0, journey.length - 1) WHERE since <= substring(journey.clock, 16 * k, 16) < until]) AS events
WITH journey, users, converts, toInteger(log10(events + 1) / log10(2) + 1e-9) AS activity
UNWIND users AS user
UNWIND [name IN keys(user) WHERE NOT name IN ['key', 'user_id', 'source', 'updated_at', '_words']] AS name
WITH journey, converts, activity, user.source AS source, name, toStringOrNull(user[name]) AS text
WHERE text IS NOT NULL
UNWIND [text, null] AS value
WITH DISTINCT journey, converts, activity, source, name, value
WITH source, name, value, activity, count(*) AS people, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converters
WITH source, name, value, sum(people) AS everybody, collect([activity, converters, people - converters]) AS classes
WHERE everybody >= $least
UNWIND classes AS class
RETURN source, name, value, class[0] AS activity, class[1] AS converters, class[2] AS others
ORDER BY everybody DESC, source, name, value, activity
