// Answers: Whose journeys have these events directly one after the other, and how often?
// Grain: one row per person.
// Parameters:
//   steps: LIST<STRING> - letters of each event, in order; `^` stands for what is before the first
// Returns: oneid STRING, times INTEGER
// Example: run by onepath predict
WITH reduce(start = '', letters IN $steps | start + CASE WHEN letters CONTAINS '^' THEN '^' ELSE '' END) AS start
MATCH (journey:Journey)
WHERE
  // include: fragments/part
  AND journey.trail <> ''
  AND true /* filter journey */
WITH journey.oneid AS oneid, start + journey.trail AS trail
WITH oneid, size([k IN range(0, size(trail) - size($steps)) WHERE $steps[0] CONTAINS substring(trail, k, 1)
  AND all(step IN range(1, size($steps) - 1) WHERE $steps[step] CONTAINS substring(trail, k + step, 1))]) AS times
WHERE times > 0
RETURN oneid, times
ORDER BY oneid
