// Answers: Which events stand how many steps after (or before) an event?
// Grain: one row a distance and event.
// Parameters:
//   event: STRING - where the paths begin or end
//   direction: INTEGER = 1 - 1 after it, -1 before it
//   depth: INTEGER = 1 - the greatest distance
// Returns: step INTEGER, name STRING, times INTEGER
// Example: onepath query journeys/path_events --param event=purchase --param direction=-1
MATCH (journey:Journey)
WHERE $event IN journey.path
WITH journey.path AS path
UNWIND [k IN range(0, size(path) - 1) WHERE path[k] = $event] AS k
UNWIND range(1, $depth) AS step
WITH path, k + step * $direction AS position, step
WHERE 0 <= position < size(path)
RETURN step, path[position] AS name, count(*) AS times
ORDER BY step, times DESC, name
