// Answers: Deletes accounts of which no record is left.
// Grain: one row.
// Parameters:
//   keys: LIST<STRING> - account keys
// Returns: users INTEGER
// Example: run by onepath load --undo
UNWIND $keys AS key
MATCH (user:User {key: key})
DETACH DELETE user
RETURN count(*) AS users
