// Answers: What did everybody do who did one of these events, in order?
// Grain: one row of columns as lists, since a row a person takes several times as long to send: in each place a person
//   with their sessions that count, told by their numbers from 0; or with all that they did as the one number 0.
// Parameters:
//   others: STRING - the letters of all other events
//   scope: STRING = 'person' - person or session
//   since: INTEGER = 0 - microseconds since 1970: who did nothing from then on is left out
//   until: INTEGER = 9999999999999999 - and who had done nothing by then
// Returns: oneids LIST<STRING>, numbers LIST<LIST<INTEGER>>, trails LIST<LIST<STRING>>, clocks LIST<LIST<STRING>>
// Example: run by onepath funnel
MATCH (journey:Journey)
WHERE
  // include: fragments/part
  AND size(ltrim(journey.trail, $others)) > 0
  AND toInteger(right(journey.clock, 16)) >= $since AND toInteger(left(journey.clock, 16)) <= $until
WITH journey,
     CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trails,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
WITH journey.oneid AS oneid, trails, clocks,
     [number IN range(0, size(trails) - 1) /* filter places, entry elsewhere */
      WHERE size(ltrim(trails[number], $others)) > 0
        AND ($since = 0 OR toInteger(right(clocks[number], 16)) >= $since) AND toInteger(left(clocks[number], 16)) <= $until
      | number] AS numbers
RETURN collect(oneid) AS oneids, collect(numbers) AS numbers,
       collect([number IN numbers | trails[number]]) AS trails, collect([number IN numbers | clocks[number]]) AS clocks
