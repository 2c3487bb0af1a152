// Answers: What do the accounts with these identifiers say about a person?
// Grain: one row per account that has one of the attributes.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   names: LIST<STRING> - attributes, in the order of the values
//   until: DATETIME - accounts that were changed later are left out
// Returns: account STRING, values LIST<STRING>, identifiers LIST<STRING>
// Example: run by onepath resolve
UNWIND $keys AS key
MATCH (named:Identifier {key: key})<-[:HAS]-(user:User)
USING INDEX SEEK named:Identifier(key)
WHERE user.updated_at IS NULL OR user.updated_at < $until
WITH DISTINCT user
WITH user, [name IN $names | coalesce(toStringOrNull(user[name]), '')] AS values
WHERE any(value IN values WHERE value <> '')
RETURN user.key AS account, values,
       COLLECT {
         MATCH (user)-[:HAS]->(identifier:Identifier) WHERE identifier.blocked IS NULL
         RETURN identifier.key ORDER BY identifier.key
       } AS identifiers
ORDER BY account
