// internal/patterns/timed_trails
// filter_0_others: 'BCº'
// filter_1_letters: 'BC'
// filter_2_since: 86400000000
// filter_2_until: 9999999999999999
MATCH (journey:Journey)
WHERE
  coalesce(journey.slot, 0) % $parts = $part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trails,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
UNWIND head([filter_clocks IN [CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END] |
  [n IN range(0, size(trails) - 1) WHERE NOT (ltrim(trails[n], $filter_0_others) <> '')
    AND $filter_1_letters CONTAINS left(trails[n], 1)
    AND $filter_2_since <= toInteger(left(filter_clocks[n], 16)) <= $filter_2_until
    AND trails[n] <> '']]) AS n
WITH trails[n] AS trail, clocks[n] AS clock, size(ltrim(trails[n], $others)) AS rest
RETURN collect(left(trail, size(trail) - rest)) AS trails,
       collect(left(clock, 16 * (size(trail) - rest))) AS clocks, collect(rest > 0) AS converts

