// Answers: Writes records of accounts, and which loads brought them.
// Grain: one row with the number of records written.
// Parameters:
//   rows: LIST<MAP> - key, account, updated_at, attributes, own (_identifiers, _kinds, _loads); times in microseconds since 1970
// Returns: records INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MATCH (user:User {key: row.account})
MERGE (record:UserRecord {key: row.key})
  ON CREATE SET
    record += row.attributes,
    record.updated_at = CASE WHEN row.updated_at IS NOT NULL THEN datetime.fromEpoch(row.updated_at / 1000000, row.updated_at % 1000000 * 1000) END,
    record += row.own
SET record._loads = row.own._loads
MERGE (record)-[:OF]->(user)
RETURN count(*) AS records
