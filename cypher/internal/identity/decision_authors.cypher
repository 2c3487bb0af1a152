// Answers: Who decided about identities?
// Grain: one row per author, those with the most decisions first.
// Parameters: none
// Returns: by STRING, decisions INTEGER
// Example: onepath query internal/identity/decision_authors
MATCH (decision:Decision)
RETURN decision.by AS by, count(decision) AS decisions
ORDER BY decisions DESC, by
