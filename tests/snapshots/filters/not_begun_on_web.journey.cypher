// internal/outcomes/followed
// filter_0_letters: 'BC'
WITH reduce(start = '', letters IN $steps | start + CASE WHEN letters CONTAINS '^' THEN '^' ELSE '' END) AS start
MATCH (journey:Journey)
WHERE
  coalesce(journey.slot, 0) % $parts = $part
  AND journey.trail <> ''
  AND (NOT ($filter_0_letters CONTAINS left(journey.trail, 1))
    AND journey.trail <> '')
WITH journey.oneid AS oneid, start + journey.trail AS trail
WITH oneid, size([k IN range(0, size(trail) - size($steps)) WHERE $steps[0] CONTAINS substring(trail, k, 1)
  AND all(step IN range(1, size($steps) - 1) WHERE $steps[step] CONTAINS substring(trail, k + step, 1))]) AS times
WHERE times > 0
RETURN oneid, times
ORDER BY oneid

