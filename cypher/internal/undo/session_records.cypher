// Answers: About which sessions did this load bring records?
// Grain: one row for so many of them as one transaction takes.
// Parameters:
//   load: INTEGER - the load's number
//   size: INTEGER - how many at once
// Returns: rows LIST<MAP>
// Example: run by onepath load --undo
MATCH (record:SessionRecord)-[:OF]->(session:Session)
WHERE $load IN record._loads
WITH DISTINCT session
WITH collect({key: session.key, source: session.source, id: session.session_id}) AS rows
UNWIND range(0, size(rows) - 1, $size) AS start
RETURN rows[start .. start + $size] AS rows
