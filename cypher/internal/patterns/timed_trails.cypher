// Answers: Which trails are there up to the first event of a target, with the time of each event?
//   The target itself is left out. Without one, the trails are whole.
// Grain: one row; the three lists run side by side, an entry a person or session.
// Parameters:
//   scope: STRING = person - person: whole journeys; session: visits
//   others: STRING - all letters but those of the target
// Returns: trails LIST<STRING>, clocks LIST<STRING>, converts LIST<BOOLEAN>
// Example: run by onepath patterns --within
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trails,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
UNWIND range(0, size(trails) - 1) /* filter places */ AS n
WITH trails[n] AS trail, clocks[n] AS clock, size(ltrim(trails[n], $others)) AS rest
RETURN collect(left(trail, size(trail) - rest)) AS trails,
       collect(left(clock, 16 * (size(trail) - rest))) AS clocks, collect(rest > 0) AS converts
