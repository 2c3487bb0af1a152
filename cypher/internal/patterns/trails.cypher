// Answers: Which trails are there up to the first event of a target, and how many people or sessions have each?
//   The target itself is left out. Without one, the trails are whole.
// Grain: one row; the three lists run side by side, an entry a trail that somebody has.
// Parameters:
//   scope: STRING = person - person: whole journeys; session: visits
//   others: STRING - all letters but those of the target
//   everybody: BOOLEAN = true - every unit counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a unit must have one
//   but_lacks: STRING = null - all letters but those of which a unit must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: trails LIST<STRING>, converts LIST<BOOLEAN>, units LIST<INTEGER>
// Example: run by onepath patterns
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units,
     CASE WHEN $everybody THEN null WHEN $scope = 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
// Of the group: something of a unit is left when all letters but those are trimmed off.
UNWIND CASE WHEN $everybody THEN units ELSE [n IN range(0, size(units) - 1)
  WHERE all(but IN $but_has WHERE ltrim(units[n], but) <> '')
    AND ($but_lacks IS NULL OR ltrim(units[n], $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(units[n], 1))
    AND $since <= toInteger(left(clocks[n], 16)) <= $until | units[n]] END AS trail
WITH trail, count(*) AS units
// What is left after trimming begins with the target.
WITH trail, units, size(ltrim(trail, $others)) AS rest
WITH left(trail, size(trail) - rest) AS before, rest > 0 AS converts, sum(units) AS units
RETURN collect(before) AS trails, collect(converts) AS converts, collect(units) AS units
