// Answers: Makes people of identifiers that nobody had.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - oneid, anchor, keys (of identifiers)
// Returns: people INTEGER
// Example: run by onepath resolve
UNWIND $rows AS row
CREATE (person:Person:JourneyDue {
  oneid: row.oneid, anchor: row.anchor, created_at: datetime(), identifier_count: size(row.keys)
})
WITH person, row
UNWIND row.keys AS key
MATCH (identifier:Identifier {key: key})
// Locked, which a new relationship at a node of many does not do: an event that is loaded now is committed
// before these people are, or finds them.
REMOVE identifier:Taken
CREATE (identifier)-[:IDENTIFIES]->(person)
RETURN count(DISTINCT person) AS people
