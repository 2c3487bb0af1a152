// Answers: Sets the role of events of a name, of every source, also of those that are yet to come.
// Grain: one row per name.
// Parameters:
//   rows: LIST<MAP> - name, role
// Returns: name STRING, types INTEGER
// Example: run by onepath events --role
UNWIND $rows AS row
MERGE (stated:EventRole {name: row.name})
SET stated.role = row.role
WITH row
OPTIONAL MATCH (type:EventType {name: row.name})
SET type.role = row.role
RETURN row.name AS name, count(type) AS types
