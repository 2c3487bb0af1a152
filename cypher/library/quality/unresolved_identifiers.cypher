// Answers: Which identifiers are loaded but not resolved yet?
// Grain: one row per kind, the most first; none if everything is resolved.
// Parameters: none
// Returns: kind STRING, identifiers INTEGER, example STRING
// Example: onepath query quality/unresolved_identifiers
MATCH (identifier:Identifier)
WHERE NOT EXISTS { (identifier)-[:IDENTIFIES]->(:Person) }
RETURN identifier.kind AS kind, count(*) AS identifiers, min(identifier.key) AS example
ORDER BY identifiers DESC, kind
