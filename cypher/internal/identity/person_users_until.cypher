// Answers: Which accounts had named these identifiers before a moment? Their attributes are those of now.
// Grain: one row an account.
// Parameters:
//   nodes: LIST<INTEGER> - identifiers, by Neo4j's own number
//   until: DATETIME - the moment
// Returns: attributes MAP
// Example: run by onepath person
UNWIND $nodes AS node
MATCH (identifier:Identifier) WHERE id(identifier) = node
MATCH (identifier)<-[:HAS]-(user:User) WHERE user.updated_at IS NULL OR user.updated_at < $until
WITH DISTINCT user ORDER BY user.key
RETURN user {.*, _words: null} AS attributes
