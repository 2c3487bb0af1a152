// Answers: Which events did this load bring?
// Grain: one row for so many of them as one transaction takes.
// Parameters:
//   load: INTEGER - the load's number
//   size: INTEGER - how many at once
// Returns: keys LIST<STRING>
// Example: run by onepath load --undo
MATCH (event:Event)
WHERE $load IN event._loads
WITH collect(event.key) AS keys
UNWIND range(0, size(keys) - 1, $size) AS start
RETURN keys[start .. start + $size] AS keys
