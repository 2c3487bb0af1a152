// internal/flows/variant_people
// filter_0_others: 'BCº'
// filter_1_letters: 'BC'
// filter_2_since: 86400000000
// filter_2_until: 9999999999999999
CYPHER 25
MATCH (journey:Journey)
WHERE
  coalesce(journey.slot, 0) % $parts = $part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
WITH journey, head([filter_clocks IN [CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END] |
  [n IN range(0, size(units) - 1) WHERE NOT (ltrim(units[n], $filter_0_others) <> '')
    AND $filter_1_letters CONTAINS left(units[n], 1)
    AND $filter_2_since <= toInteger(left(filter_clocks[n], 16)) <= $filter_2_until
    AND units[n] <> '' | units[n]]]) AS units
UNWIND units AS unit
WITH DISTINCT journey, unit
WITH journey, reduce(unit = unit, pair IN $fold | replace(unit, pair[0], pair[1])) AS unit
// aaa is <><><>, then <>, then a.
WITH journey, reduce(unit = unit, run IN $runs | CASE WHEN unit CONTAINS run[1]
  THEN replace(replace(replace(unit, run[0], '<>'), '><', ''), '<>', run[0]) ELSE unit END) AS variant
WHERE variant IN $variants
RETURN variant, count(DISTINCT journey) AS people

