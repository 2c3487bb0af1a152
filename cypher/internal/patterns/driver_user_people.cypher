// Answers: Which people have an account with this attribute?
// Grain: one row per person, by OneID.
// Parameters:
//   others: STRING - all letters but those of the target
//   source: STRING - the source that keeps the account
//   property: STRING - the attribute
//   value: STRING - its value, as text
// Returns: oneid STRING, converts BOOLEAN, at LIST<INTEGER>
// Example: run by onepath drivers --people
CYPHER 25
MATCH (user:User)-[:HAS]->(:Identifier)-[:IDENTIFIES]->(:Person)-[:WALKED]->(journey:Journey)
WHERE user.source = $source AND toStringOrNull(user[$property]) = $value AND journey.length > 0
  AND true /* filter journey */
RETURN DISTINCT journey.oneid AS oneid, size(ltrim(journey.trail, $others)) > 0 AS converts, [] AS at
ORDER BY oneid
