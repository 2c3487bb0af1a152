// internal/patterns/timed_trails
// filter_0_others: 'ACº'
MATCH (journey:Journey)
WHERE
  coalesce(journey.slot, 0) % $parts = $part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trails,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
UNWIND [n IN range(0, size(trails) - 1) WHERE ltrim(trails[n], $filter_0_others) <> ''
    AND trails[n] <> ''] AS n
WITH trails[n] AS trail, clocks[n] AS clock, size(ltrim(trails[n], $others)) AS rest
RETURN collect(left(trail, size(trail) - rest)) AS trails,
       collect(left(clock, 16 * (size(trail) - rest))) AS clocks, collect(rest > 0) AS converts

