// Answers: When did people's journeys (or sessions) begin and end?
// Grain: one row of columns as lists: a person, the number of the session from 1, and when its first and its last event that counts
//   was, in microseconds since 1970. A journey (or session) without such an event is left out.
// Parameters:
//   scope: STRING = person - person: whole journeys; session: sessions
//   passive: STRING = '' - the letters of what nobody did
//   latest: INTEGER = 9000000000000000 - microseconds since 1970; what is after it does not count
// Returns: oneids LIST<STRING>, sessions LIST<INTEGER>, begins LIST<INTEGER>, ends LIST<INTEGER>
// Example: onepath query internal/activity/ends --param scope=session
CYPHER 25
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trails,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
UNWIND range(0, size(trails) - 1) /* filter places, entry elsewhere */ AS n
WITH journey, n, clocks[n] AS clock, CASE
  WHEN toInteger(right(clocks[n], 16)) <= $latest THEN trails[n]
  ELSE left(trails[n], size([k IN range(0, size(trails[n]) - 1) WHERE toInteger(substring(clocks[n], 16 * k, 16)) <= $latest]))
END AS trail
WITH journey, n, trail, clock, size(trail) - size(ltrim(trail, $passive)) AS first, size(rtrim(trail, $passive)) - 1 AS last
WHERE first <= last
  AND true /* filter entry: substring(trail, first, 1); toInteger(substring(clock, 16 * first, 16)) */
RETURN collect(journey.oneid) AS oneids, collect(n + 1) AS sessions,
       collect(toInteger(substring(clock, 16 * first, 16))) AS begins, collect(toInteger(substring(clock, 16 * last, 16))) AS ends
