// Answers: Locks identifiers and people until the transaction ends: who loads to them, builds or resolves them meanwhile waits.
//   Always the identifiers first and both in order, as everybody does, so that no two wait for each other.
// Grain: one row.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   oneids: LIST<STRING> - people, also those that were merged away
// Returns: identifiers INTEGER, people INTEGER
// Example: run by onepath resolve
CALL () {
  UNWIND $keys AS key
  MATCH (identifier:Identifier {key: key})
  // Taking off a label that it does not have locks the node and writes nothing.
  REMOVE identifier:Taken
  RETURN count(*) AS identifiers
}
CALL () {
  UNWIND $oneids AS oneid
  MATCH (person:Person|Tombstone {oneid: oneid})
  REMOVE person:Taken
  RETURN count(*) AS people
}
RETURN identifiers, people
