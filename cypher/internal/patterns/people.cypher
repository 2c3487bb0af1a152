// Answers: Which people or sessions hold a pattern, and with which trail and times?
//   With a target, what comes before its first event counts. Gaps are not looked at: who asks for them looks on.
// Grain: one row some thousand journeys, since a row a person takes several times as long to send; the lists run side
//   by side, an entry a person or session. A session is told by its number in the journey, 1 for the first; 0 is a person.
// Parameters:
//   others: LIST<STRING> - for each event of the pattern all letters but its own
//   before: STRING - all letters but those of the target
//   scope: STRING = person - person: whole journeys; session: visits
// Returns: oneids LIST<STRING>, sessions LIST<INTEGER>, converts LIST<BOOLEAN>, trails LIST<STRING>, clocks LIST<STRING>
// Example: run by onepath patterns --people
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, reduce(marks = '', letters IN $others | marks + '.') AS marks
WITH journey, marks, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trails,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
UNWIND range(0, size(trails) - 1) /* filter places */ AS n
WITH journey, marks, CASE $scope WHEN 'session' THEN n + 1 ELSE 0 END AS session, trails[n] AS trail, clocks[n] AS clock
WITH journey, marks, session, trail, clock, size(ltrim(trail, $before)) AS rest
WITH journey, marks, session, trail, clock, rest > 0 AS converts, left(trail, size(trail) - rest) AS seen
WHERE size(reduce(rest = seen + marks, letters IN $others | substring(ltrim(rest, letters), 1))) >= size(marks)
WITH journey.slot / 1024 AS batch, journey.oneid AS oneid, session, converts, trail, clock
WITH batch, collect(oneid) AS oneids, collect(session) AS sessions, collect(converts) AS converts,
     collect(trail) AS trails, collect(clock) AS clocks
RETURN oneids, sessions, converts, trails, clocks
