// Answers: What was loaded and is not worked in yet: identifiers without a person, people whose journey is due?
// Grain: one row.
// Parameters: none
// Returns: unresolved INTEGER, journeys_due INTEGER
// Example: onepath query internal/explore/unfinished

// All three are read from the count store, without touching a node.
CALL () { MATCH (n:Identifier) RETURN count(n) AS identifiers }
CALL () { MATCH ()-[r:IDENTIFIES]->() RETURN count(r) AS resolved }
CALL () { MATCH (n:JourneyDue) RETURN count(n) AS journeys_due }
RETURN identifiers - resolved AS unresolved, journeys_due
