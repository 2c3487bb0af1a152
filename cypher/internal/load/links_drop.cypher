// Answers: Deletes links, ended ones too; whom they joined is to be resolved again.
// Grain: one row with the number of links deleted.
// Parameters:
//   rows: LIST<MAP> - key, a, b (identifier keys)
// Returns: links INTEGER
// Example: run by onepath load
UNWIND $rows AS row
MATCH (a:Identifier {key: row.a})-[link:LINK|ENDED_LINK {key: row.key}]->(b:Identifier {key: row.b})
USING INDEX SEEK a:Identifier(key)
SET a:ResolveDue, b:ResolveDue
DELETE link
RETURN count(*) AS links
