// Answers: Which identifiers, by an identifiers table did this load bring?
// Grain: one row for so many of them as one transaction takes.
// Parameters:
//   load: INTEGER - the load's number
//   size: INTEGER - how many at once
// Returns: keys LIST<STRING>
// Example: run by onepath load --undo
MATCH (identifier:Identifier)
WHERE $load IN identifier._loads
WITH collect(identifier.key) AS keys
UNWIND range(0, size(keys) - 1, $size) AS start
RETURN keys[start .. start + $size] AS keys
