// Answers: The next accounts in the order of their keys, with what their records had said of identifiers by a moment.
// Grain: one row per account.
// Parameters:
//   after: STRING - the key of the last account before these, or an empty text
//   limit: INTEGER - how many accounts at most
//   until: DATETIME - the moment
// Returns: account STRING, source STRING, user_id STRING, records LIST<MAP>
// Example: run by onepath identity map
MATCH (user:User) WHERE user.key > $after
WITH user ORDER BY user.key LIMIT $limit
RETURN user.key AS account, user.source AS source, user.user_id AS user_id,
       COLLECT {
         MATCH (user)<-[:OF]-(record:UserRecord) WHERE record.updated_at IS NULL OR record.updated_at < $until
         RETURN record {.key, .updated_at, ._identifiers, ._kinds, ._loads}
       } AS records
ORDER BY account
