// Answers: Which people or sessions hold a pattern, and with which trail and times?
//   With a target, what comes before its first event counts. Gaps are not looked at: who asks for them looks on.
// Grain: one row some thousand journeys, since a row a person takes several times as long to send; the lists run side
//   by side, an entry a person or session. A session is told by its number in the journey, 1 for the first; 0 is a person.
// Parameters:
//   others: LIST<STRING> - for each event of the pattern all letters but its own
//   before: STRING - all letters but those of the target
//   scope: STRING = person - person: whole journeys; session: visits
//   everybody: BOOLEAN = true - every unit counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a unit must have one
//   but_lacks: STRING = null - all letters but those of which a unit must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: oneids LIST<STRING>, sessions LIST<INTEGER>, converts LIST<BOOLEAN>, trails LIST<STRING>, clocks LIST<STRING>
// Example: run by onepath patterns --people
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, reduce(marks = '', letters IN $others | marks + '.') AS marks
UNWIND CASE $scope
  WHEN 'session' THEN [n IN range(0, size(journey.session_trails) - 1) | [n + 1, journey.session_trails[n], journey.session_clocks[n]]]
  ELSE [[0, journey.trail, journey.clock]]
END AS unit
WITH journey, marks, unit
// Of the group: something of a unit is left when all letters but those are trimmed off.
WHERE $everybody OR all(but IN $but_has WHERE ltrim(unit[1], but) <> '')
    AND ($but_lacks IS NULL OR ltrim(unit[1], $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(unit[1], 1))
    AND $since <= toInteger(left(unit[2], 16)) <= $until
WITH journey, marks, unit, unit[1] AS trail, size(ltrim(unit[1], $before)) AS rest
WITH journey, marks, unit, trail, rest > 0 AS converts, left(trail, size(trail) - rest) AS seen
WHERE size(reduce(rest = seen + marks, letters IN $others | substring(ltrim(rest, letters), 1))) >= size(marks)
WITH id(journey) / 8192 AS batch, journey.oneid AS oneid, unit[0] AS session, converts, trail, unit[2] AS clock
WITH batch, collect(oneid) AS oneids, collect(session) AS sessions, collect(converts) AS converts,
     collect(trail) AS trails, collect(clock) AS clocks
RETURN oneids, sessions, converts, trails, clocks
