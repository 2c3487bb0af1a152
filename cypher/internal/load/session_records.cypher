// Answers: What did sessions tables say of these sessions until now? The sessions are locked until the transaction ends.
// Grain: one row per record that is known.
// Parameters:
//   keys: LIST<STRING> - session keys
// Returns: session STRING, record MAP
// Example: run by onepath load
UNWIND $keys AS key
MATCH (session:Session {key: key})
// Taking off a label that it does not have locks the node and writes nothing.
REMOVE session:Taken
WITH session
MATCH (session)<-[:OF]-(record:SessionRecord)
RETURN session.key AS session, properties(record) AS record
