// Answers: Takes back every block that rules gave, before they are read anew. Blocks by hand stay.
// Grain: one row.
// Parameters: none
// Returns: identifiers INTEGER
// Example: run by onepath resolve
MATCH (identifier:Identifier)
WHERE identifier.blocked IS NOT NULL AND identifier.blocked <> 'by hand'
REMOVE identifier.blocked
RETURN count(identifier) AS identifiers
