// Answers: Takes identifiers from accounts that do not have them any more, or no longer as they did.
// Grain: one row with the number of identifiers taken.
// Parameters:
//   rows: LIST<MAP> - account, identifier (keys)
// Returns: identifiers INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MATCH (user:User {key: row.account})-[has:HAS|HAD]->(:Identifier {key: row.identifier})
USING INDEX SEEK user:User(key)
DELETE has
RETURN count(*) AS identifiers
