// Answers: Marks identifiers whose people have to be resolved again, and those of which there is no evidence any more.
// Grain: one row.
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: identifiers INTEGER
// Example: run by onepath load --undo
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
SET identifier:ResolveDue
WITH identifier
WHERE identifier._loads IS NULL AND NOT EXISTS { (identifier)<-[:BY|CARRIES|HAS|HAD]-() }
SET identifier:Forgotten
WITH identifier
// What made two accounts similar is gone with the account.
CALL (identifier) {
  MATCH (identifier)-[link:LINK {rule: 'similar'}]-(other:Identifier)
  SET other:ResolveDue
  DELETE link
}
RETURN count(*) AS identifiers
