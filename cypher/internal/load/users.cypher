// Answers: Writes accounts as their records make them, with the identifiers that they have got.
// Grain: one row with the number of accounts written.
// Parameters:
//   rows: LIST<MAP> - key, source, user_id, updated_at, attributes, identifiers (those that it did not have), former (those that it had, of these); times in microseconds since 1970
// Returns: users INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MATCH (user:User {key: row.key})
SET user = row.attributes, user.key = row.key, user.source = row.source, user.user_id = row.user_id,
    user.updated_at = CASE WHEN row.updated_at IS NOT NULL THEN datetime.fromEpoch(row.updated_at / 1000000, row.updated_at % 1000000 * 1000) END
// As internal/identity/write_words does.
SET user._words = [user.user_id] + COLLECT {
  UNWIND [name IN keys(user) WHERE NOT name IN ['key', 'source', 'user_id', 'updated_at', '_words']] AS name
  WITH name ORDER BY name
  RETURN toString(user[name])
}
FOREACH (key IN row.identifiers |
  MERGE (identifier:Identifier {key: key})
  MERGE (user)-[:HAS]->(identifier)
)
FOREACH (key IN row.former |
  MERGE (identifier:Identifier {key: key})
  MERGE (user)-[:HAD]->(identifier)
)
RETURN count(*) AS users
