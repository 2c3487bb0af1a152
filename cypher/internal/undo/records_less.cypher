// Answers: Deletes records of accounts or sessions, and writes which loads brought others.
// Grain: one row.
// Parameters:
//   keys: LIST<STRING> - of records to delete
//   rows: LIST<MAP> - key, loads
// Returns: records INTEGER
// Example: run by onepath load --undo
CALL () {
  UNWIND $rows AS row
  MATCH (record:UserRecord|SessionRecord {key: row.key})
  SET record._loads = row.loads
  RETURN count(*) AS changed
}
CALL () {
  UNWIND $keys AS key
  MATCH (record:UserRecord|SessionRecord {key: key})
  DETACH DELETE record
  RETURN count(*) AS deleted
}
RETURN changed + deleted AS records
