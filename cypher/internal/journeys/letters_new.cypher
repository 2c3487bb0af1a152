// Answers: Gives letters to event types that have none.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - letter, source, name
// Returns: letters INTEGER
// Example: run by onepath journeys build
UNWIND $rows AS row
CREATE (type:EventType)
SET type = row
RETURN count(type) AS letters
