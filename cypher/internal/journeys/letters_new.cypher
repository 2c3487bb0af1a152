// Answers: Gives letters to event types that have none.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - letter, source, name, and the role that the name speaks of; a role that somebody set counts more
// Returns: letters INTEGER
// Example: run by onepath journeys build
UNWIND $rows AS row
OPTIONAL MATCH (stated:EventRole {name: row.name})
CREATE (type:EventType)
SET type = row, type.role = coalesce(stated.role, row.role)
RETURN count(type) AS letters
