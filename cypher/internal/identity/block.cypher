// Answers: Says of identifiers that they are nobody's, or takes it back where the reason is null.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - key, reason
// Returns: identifiers INTEGER
// Example: run by onepath resolve
UNWIND $rows AS row
MATCH (identifier:Identifier {key: row.key})
WHERE coalesce(identifier.blocked, '') <> 'by hand'
SET identifier.blocked = row.reason
RETURN count(identifier) AS identifiers
