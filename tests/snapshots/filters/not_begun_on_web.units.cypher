// internal/flows/variant_people
// filter_0_letters: 'BC'
CYPHER 25
MATCH (journey:Journey)
WHERE
  coalesce(journey.slot, 0) % $parts = $part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
WITH journey, [n IN range(0, size(units) - 1) WHERE NOT ($filter_0_letters CONTAINS left(units[n], 1))
    AND units[n] <> '' | units[n]] AS units
UNWIND units AS unit
WITH DISTINCT journey, unit
WITH journey, reduce(unit = unit, pair IN $fold | replace(unit, pair[0], pair[1])) AS unit
// aaa is <><><>, then <>, then a.
WITH journey, reduce(unit = unit, run IN $runs | CASE WHEN unit CONTAINS run[1]
  THEN replace(replace(replace(unit, run[0], '<>'), '><', ''), '<>', run[0]) ELSE unit END) AS variant
WHERE variant IN $variants
RETURN variant, count(DISTINCT journey) AS people

