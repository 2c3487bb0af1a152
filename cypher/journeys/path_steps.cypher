// Answers: Between which events do paths go, step by step away from an event?
// Grain: one row a distance and pair of events. Counts passages (times) and people.
// Parameters:
//   event: STRING - where the paths begin or end
//   direction: INTEGER = 1 - 1 after it, -1 before it
//   depth: INTEGER = 1 - the greatest distance
//   shown: LIST<LIST<STRING>> - for each distance the events shown by name; the rest is "(other)"
// Returns: step INTEGER, source STRING, target STRING, times INTEGER, people INTEGER
// Example: run by onepath paths
MATCH (journey:Journey)
WHERE $event IN journey.path
WITH journey.oneid AS oneid, journey.path AS path
UNWIND [k IN range(0, size(path) - 1) WHERE path[k] = $event] AS k
WITH oneid, [step IN range(0, $depth) | CASE
  WHEN step = 0 THEN $event
  WHEN k + step * $direction < 0 THEN '(start)'
  WHEN k + step * $direction >= size(path) THEN '(end)'
  WHEN path[k + step * $direction] IN $shown[step - 1] THEN path[k + step * $direction]
  ELSE '(other)'
END] AS seen
UNWIND range(1, $depth) AS step
WITH oneid, step, seen[step - 1] AS near, seen[step] AS far
WHERE NOT near IN ['(start)', '(end)']
RETURN step,
       CASE WHEN $direction = 1 THEN near ELSE far END AS source,
       CASE WHEN $direction = 1 THEN far ELSE near END AS target,
       count(*) AS times, count(DISTINCT oneid) AS people
ORDER BY step, times DESC, source, target
