// Answers: Whose accounts hold these words, in their id or in any attribute?
// Grain: one row per account that names somebody's identifier, the nearest first.
// Parameters:
//   words: STRING - a query of Lucene's, such as +li* +"伟"
//   limit: INTEGER = 1000 - the most accounts
// Returns: oneid STRING, source STRING, attributes MAP
// Example: onepath query internal/identity/search_accounts --param words=gold
CALL db.index.fulltext.queryNodes('fulltext_index_User__words', $words, {limit: $limit}) YIELD node, score
WITH node AS user, score
CALL (user) {
  MATCH (user)-[:HAS]->(:Identifier)-[:IDENTIFIES]->(person:Person)
  RETURN DISTINCT person.oneid AS oneid
}
RETURN oneid, user.source AS source, user {.*, _words: null} AS attributes
ORDER BY score DESC, user.key, oneid
