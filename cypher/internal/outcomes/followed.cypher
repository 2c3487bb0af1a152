// Answers: Whose journeys have these events directly one after the other, and how often?
// Grain: one row a person.
// Parameters:
//   steps: LIST<STRING> - letters of each event, in order; `^` stands for what is before the first
//   everybody: BOOLEAN = true - every journey counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a journey must have one
//   but_lacks: STRING = null - all letters but those of which a journey must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: oneid STRING, times INTEGER
// Example: run by onepath predict
WITH reduce(start = '', letters IN $steps | start + CASE WHEN letters CONTAINS '^' THEN '^' ELSE '' END) AS start
MATCH (journey:Journey)
// Of the group: something of a journey is left when all letters but those are trimmed off.
WHERE
  // include: fragments/part
  AND journey.trail <> ''
  AND ($everybody OR all(but IN $but_has WHERE ltrim(journey.trail, but) <> '')
    AND ($but_lacks IS NULL OR ltrim(journey.trail, $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(journey.trail, 1))
    AND $since <= toInteger(left(journey.clock, 16)) <= $until)
WITH journey.oneid AS oneid, start + journey.trail AS trail
WITH oneid, size([k IN range(0, size(trail) - size($steps)) WHERE $steps[0] CONTAINS substring(trail, k, 1)
  AND all(step IN range(1, size($steps) - 1) WHERE $steps[step] CONTAINS substring(trail, k + step, 1))]) AS times
WHERE times > 0
RETURN oneid, times
ORDER BY oneid
