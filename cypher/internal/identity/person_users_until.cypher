// Answers: What had the sources said by a moment of the accounts that named one of these identifiers by then?
// Grain: one row per account.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   until: DATETIME - the moment
// Returns: source STRING, user_id STRING, records LIST<MAP>
// Example: run by onepath person
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
USING INDEX SEEK identifier:Identifier(key)
MATCH (identifier)<-[:HAS|HAD]-(user:User)
WITH DISTINCT user ORDER BY user.key
MATCH (user)<-[:OF]-(record:UserRecord) WHERE record.updated_at IS NULL OR record.updated_at < $until
WITH user, collect(properties(record)) AS records
RETURN user.source AS source, user.user_id AS user_id, records
