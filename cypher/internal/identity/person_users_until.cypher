// Answers: Which accounts had named these identifiers before a moment? Their attributes are those of now.
// Grain: one row per account.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   until: DATETIME - the moment
// Returns: attributes MAP
// Example: run by onepath person
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
USING INDEX SEEK identifier:Identifier(key)
MATCH (identifier)<-[:HAS]-(user:User) WHERE user.updated_at IS NULL OR user.updated_at < $until
WITH DISTINCT user ORDER BY user.key
RETURN user {.*, _words: null} AS attributes
