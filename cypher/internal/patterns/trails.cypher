// Answers: Which trails are there up to the first event of a target, and how many people or sessions have each?
//   The target itself is left out. Without one, the trails are whole.
// Grain: one row; the three lists run side by side, an entry a trail that somebody has.
// Parameters:
//   scope: STRING = person - person: whole journeys; session: visits
//   others: STRING - all letters but those of the target
// Returns: trails LIST<STRING>, converts LIST<BOOLEAN>, units LIST<INTEGER>
// Example: run by onepath patterns
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
UNWIND units /* filter units */ AS trail
WITH trail, count(*) AS units
// What is left after trimming begins with the target.
WITH trail, units, size(ltrim(trail, $others)) AS rest
WITH left(trail, size(trail) - rest) AS before, rest > 0 AS converts, sum(units) AS units
RETURN collect(before) AS trails, collect(converts) AS converts, collect(units) AS units
