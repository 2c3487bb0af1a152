// Answers: How long after their first event did people do a target for the first time?
// Grain: one row.
// Parameters:
//   others: STRING - all letters but those of the target
// Returns: delays LIST<INTEGER>
// Example: run by onepath drivers
CYPHER 25
MATCH (journey:Journey)
WHERE journey.length > 0
  AND true /* filter journey */
WITH journey, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WHERE place < size(journey.trail)
RETURN collect(toInteger(substring(journey.clock, 16 * place, 16)) - toInteger(left(journey.clock, 16))) AS delays
