// Answers: Which trails are there up to the first event of a target, with the time of each event?
//   The target itself is left out. Without one, the trails are whole.
// Grain: one row; the three lists run side by side, an entry a person or session.
// Parameters:
//   scope: STRING = person - person: whole journeys; session: visits
//   others: STRING - all letters but those of the target
//   everybody: BOOLEAN = true - every unit counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a unit must have one
//   but_lacks: STRING = null - all letters but those of which a unit must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: trails LIST<STRING>, clocks LIST<STRING>, converts LIST<BOOLEAN>
// Example: run by onepath patterns --within
MATCH (journey:Journey)
WHERE
  // include: fragments/part
UNWIND CASE $scope
  WHEN 'session' THEN [n IN range(0, size(journey.session_trails) - 1) | [journey.session_trails[n], journey.session_clocks[n]]]
  ELSE [[journey.trail, journey.clock]]
END AS unit
WITH unit
// Of the group: something of a unit is left when all letters but those are trimmed off.
WHERE $everybody OR all(but IN $but_has WHERE ltrim(unit[0], but) <> '')
    AND ($but_lacks IS NULL OR ltrim(unit[0], $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(unit[0], 1))
    AND $since <= toInteger(left(unit[1], 16)) <= $until
WITH unit[0] AS trail, unit[1] AS clock, size(ltrim(unit[0], $others)) AS rest
RETURN collect(left(trail, size(trail) - rest)) AS trails,
       collect(left(clock, 16 * (size(trail) - rest))) AS clocks, collect(rest > 0) AS converts
