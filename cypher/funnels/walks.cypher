// Answers: What did everybody do who did one of these events, in order?
// Grain: one row of columns as lists, since a row a person takes several times as long to send: in each place a person,
//   or a session of a person, which is told by its number from 0; -1 is a person.
// Parameters:
//   others: STRING - the letters of all other events
//   scope: STRING = 'person' - person or session
//   everybody: BOOLEAN = true - everybody counts, and nothing of the next two is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a unit must have one
//   but_lacks: STRING = null - all letters but those of which a unit must have none
//   since: INTEGER = 0 - microseconds since 1970: who did nothing from then on is left out
//   until: INTEGER = 9999999999999999 - and who had done nothing by then
//   part: INTEGER = 0 - which part of the journeys, if they are asked in several parts
//   parts: INTEGER = 1 - in how many
// Returns: oneids LIST<STRING>, sessions LIST<INTEGER>, trails LIST<STRING>, clocks LIST<STRING>
// Example: run by onepath funnel
MATCH (journey:Journey)
WHERE id(journey) % $parts = $part AND size(ltrim(journey.trail, $others)) > 0
  AND toInteger(right(journey.clock, 16)) >= $since AND toInteger(left(journey.clock, 16)) <= $until
UNWIND CASE $scope WHEN 'session' THEN range(0, size(journey.session_trails) - 1) ELSE [-1] END AS session
WITH journey, session,
     CASE session WHEN -1 THEN journey.trail ELSE journey.session_trails[session] END AS trail,
     CASE session WHEN -1 THEN journey.clock ELSE journey.session_clocks[session] END AS clock
WHERE size(ltrim(trail, $others)) > 0
  AND (session = -1 OR $since = 0 OR toInteger(right(clock, 16)) >= $since) AND (session = -1 OR toInteger(left(clock, 16)) <= $until)
  AND ($everybody OR all(but IN $but_has WHERE ltrim(trail, but) <> '') AND ($but_lacks IS NULL OR ltrim(trail, $but_lacks) = ''))
WITH journey.oneid AS oneid, session, trail, clock
RETURN collect(oneid) AS oneids, collect(session) AS sessions, collect(trail) AS trails, collect(clock) AS clocks
