// Answers: Which kinds of identifiers are there, and how many of each?
// Grain: one row per kind.
// Parameters: none
// Returns: kind STRING, identifiers INTEGER
// Example: onepath query identity/kinds
MATCH (identifier:Identifier)
RETURN identifier.kind AS kind, count(identifier) AS identifiers
ORDER BY identifiers DESC
