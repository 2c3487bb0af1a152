// Answers: About which accounts did this load bring records?
// Grain: one row for so many of them as one transaction takes.
// Parameters:
//   load: INTEGER - the load's number
//   size: INTEGER - how many at once
// Returns: rows LIST<MAP>
// Example: run by onepath load --undo
MATCH (record:UserRecord)-[:OF]->(user:User)
WHERE $load IN record._loads
WITH DISTINCT user
WITH collect({key: user.key, source: user.source, id: user.user_id}) AS rows
UNWIND range(0, size(rows) - 1, $size) AS start
RETURN rows[start .. start + $size] AS rows
