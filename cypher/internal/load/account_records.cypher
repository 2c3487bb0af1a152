// Answers: What did the sources say of these accounts until now? The accounts exist then, and are locked until the
//   transaction ends.
// Grain: one row per record that is known.
// Parameters:
//   rows: LIST<MAP> - key, source, id
// Returns: account STRING, record MAP
// Example: run by onepath load
UNWIND $rows AS row
MERGE (user:User {key: row.key})
  ON CREATE SET user.source = row.source, user.user_id = row.id
// Taking off a label that it does not have locks the node and writes nothing.
REMOVE user:Taken
WITH user
MATCH (user)<-[:OF]-(record:UserRecord)
RETURN user.key AS account, properties(record) AS record
