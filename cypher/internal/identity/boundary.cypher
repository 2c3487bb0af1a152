// Answers: Which links lead out of these groups of identifiers, to whoever is one person with them now?
// Grain: one row per pair of identifiers.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   groups: LIST<STRING> - for each key the group that it is in
// Returns: a STRING, b STRING
// Example: run by onepath identity undo
UNWIND range(0, size($keys) - 1) AS place
MATCH (a:Identifier {key: $keys[place]})-[:LINK]-(b:Identifier)
USING INDEX SEEK a:Identifier(key)
MATCH (a)-[:IDENTIFIES]->(:Person)<-[:IDENTIFIES]-(b)
WITH a.key AS a, b.key AS b, $groups[place] AS inside, [n IN range(0, size($keys) - 1) WHERE $keys[n] = b.key | $groups[n]] AS there
WHERE NOT inside IN there
RETURN DISTINCT CASE WHEN a < b THEN a ELSE b END AS a, CASE WHEN a < b THEN b ELSE a END AS b
ORDER BY a, b
