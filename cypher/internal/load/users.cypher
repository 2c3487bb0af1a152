// Answers: Writes users with their attributes and the identifiers that their source gives them.
//   A record that is older than what is known only adds attributes that are missing; one without a
//   time is older than any that has one.
// Grain: one row with the number of users written.
// Parameters:
//   rows: LIST<MAP> - key, source, user_id, updated_at, attributes, identifiers; times in microseconds since 1970
// Returns: users INTEGER
// Example: run by onepath load
UNWIND $rows AS row
// One record after the other: the next one may be of the same user.
CALL (row) {
  MERGE (user:User {key: row.key})
    ON CREATE SET user.source = row.source, user.user_id = row.user_id
  WITH user, properties(user) AS before,
       CASE WHEN row.updated_at IS NOT NULL THEN datetime.fromEpoch(row.updated_at / 1000000, row.updated_at % 1000000 * 1000) END AS updated_at
  WITH user, before, updated_at,
       user.updated_at IS NULL OR coalesce(updated_at >= user.updated_at, false) AS newer
  SET user += row.attributes,
      user.updated_at = updated_at,
      user += CASE WHEN newer THEN {} ELSE before END
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
}
RETURN count(*) AS users
