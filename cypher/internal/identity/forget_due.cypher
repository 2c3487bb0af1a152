// Answers: Takes everybody off the list of identifiers to decide about, because all are decided about now.
// Grain: one row.
// Parameters: none
// Returns: identifiers INTEGER
// Example: run by onepath resolve
MATCH (identifier:ResolveDue)
CALL (identifier) {
  REMOVE identifier:ResolveDue
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(identifier) AS identifiers
