// Answers: What did everybody do who did one of these events, in order?
// Grain: one row of columns as lists, since a row a person takes several times as long to send: in each place a person
//   with their sessions that count, told by their numbers from 0; or with all that they did as the one number 0.
// Parameters:
//   others: STRING - the letters of all other events
//   scope: STRING = 'person' - person or session
//   everybody: BOOLEAN = true - everybody counts, and nothing of the next two is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a unit must have one
//   but_lacks: STRING = null - all letters but those of which a unit must have none
//   since: INTEGER = 0 - microseconds since 1970: who did nothing from then on is left out
//   until: INTEGER = 9999999999999999 - and who had done nothing by then
// Returns: oneids LIST<STRING>, numbers LIST<LIST<INTEGER>>, trails LIST<LIST<STRING>>, clocks LIST<LIST<STRING>>
// Example: run by onepath funnel
MATCH (journey:Journey)
WHERE
  // include: fragments/part
  AND size(ltrim(journey.trail, $others)) > 0
  AND toInteger(right(journey.clock, 16)) >= $since AND toInteger(left(journey.clock, 16)) <= $until
WITH journey.oneid AS oneid,
     CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trails,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
WITH oneid, trails, clocks,
     [number IN range(0, size(trails) - 1)
      WHERE size(ltrim(trails[number], $others)) > 0
        AND ($since = 0 OR toInteger(right(clocks[number], 16)) >= $since) AND toInteger(left(clocks[number], 16)) <= $until
        AND ($everybody OR all(but IN $but_has WHERE ltrim(trails[number], but) <> '') AND ($but_lacks IS NULL OR ltrim(trails[number], $but_lacks) = ''))
      | number] AS numbers
RETURN collect(oneid) AS oneids, collect(numbers) AS numbers,
       collect([number IN numbers | trails[number]]) AS trails, collect([number IN numbers | clocks[number]]) AS clocks
