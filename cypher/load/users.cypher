// Answers: Writes users with their attributes and the identifiers that their source gives them.
// Grain: one row with the number of users written.
// Parameters:
//   rows: LIST<MAP> - key, source, user_id, updated_at, attributes, identifiers
// Returns: users INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MERGE (user:User {key: row.key})
SET user += row.attributes,
    user.source = row.source, user.user_id = row.user_id, user.updated_at = row.updated_at
FOREACH (key IN row.identifiers |
  MERGE (identifier:Identifier {key: key})
  MERGE (user)-[:HAS]->(identifier)
)
RETURN count(*) AS users
