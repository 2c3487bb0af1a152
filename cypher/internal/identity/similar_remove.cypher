// Answers: Takes similar links away that were not found again; whom they joined is to be decided anew.
// Grain: one row.
// Parameters:
//   keys: LIST<STRING> - link keys
// Returns: links INTEGER
// Example: run by onepath identity similar
UNWIND $keys AS key
MATCH (a:Identifier)-[link:LINK {key: key}]->(b:Identifier)
SET a:ResolveDue, b:ResolveDue
DELETE link
RETURN count(*) AS links
