// Answers: Of which identifiers was there no evidence any more when a load was undone?
// Grain: one row for so many of them as one transaction takes.
// Parameters:
//   size: INTEGER - how many at once
// Returns: keys LIST<STRING>
// Example: run by onepath load --undo
MATCH (identifier:Forgotten)
WITH collect(identifier.key) AS keys
UNWIND range(0, size(keys) - 1, $size) AS start
RETURN keys[start .. start + $size] AS keys
