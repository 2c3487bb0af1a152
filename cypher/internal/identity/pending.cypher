// Answers: What is still to be resolved, and to be built?
// Grain: one row.
// Parameters: none
// Returns: identifiers INTEGER, journeys INTEGER
// Example: onepath query internal/identity/pending
OPTIONAL MATCH (state:ResolveState {key: 'state'})
WITH coalesce(state.whole, false) AS resolved
RETURN CASE WHEN resolved THEN COUNT { (identifier:ResolveDue) } ELSE COUNT { (identifier:Identifier) } END AS identifiers,
       COUNT { (person:JourneyDue) } AS journeys
