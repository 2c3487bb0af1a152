// internal/patterns/timed_trails
// filter_0_letters: ['B']
// filter_0_at_least: 2
// filter_0_at_most: 1000000000
// filter_1_others: 'ACº'
// filter_1_letters: 'B'
// filter_1_at_least: 1
// filter_1_at_most: 1000000000
// filter_1_first: '0000000000000000'
// filter_1_last: '0000000000000002'
// filter_2_source: 'crm'
// filter_2_name: 'tier'
// filter_2_other: {'name': 'tier', 'sign': '=', 'text': 'gold', 'number': None}
MATCH (journey:Journey)
WHERE
  coalesce(journey.slot, 0) % $parts = $part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trails,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
UNWIND head([filter_person IN [[EXISTS {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:HAS]-(user:User)
  WHERE $filter_2_source IS NULL OR user.source = $filter_2_source
  WITH user[$filter_2_name] AS value, $filter_2_other AS other
  WHERE
    CASE other.sign
      WHEN '=' THEN coalesce(CASE WHEN other.number IS NOT NULL THEN toFloatOrNull(value) = other.number END, toStringOrNull(value) = other.text)
      WHEN '!=' THEN NOT coalesce(CASE WHEN other.number IS NOT NULL THEN toFloatOrNull(value) = other.number END, toStringOrNull(value) = other.text, false)
      WHEN '~' THEN toLower(toStringOrNull(value)) CONTAINS toLower(other.text)
      WHEN '>' THEN toFloatOrNull(value) > other.number
      WHEN '>=' THEN toFloatOrNull(value) >= other.number
      WHEN '<' THEN toFloatOrNull(value) < other.number
      ELSE toFloatOrNull(value) <= other.number
    END
  RETURN value
}]] |
  head([filter_clocks IN [CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END] |
  [n IN range(0, size(trails) - 1) WHERE ($filter_0_at_least <= size(trails[n]) - size(reduce(rest = trails[n], one IN $filter_0_letters | replace(rest, one, ''))) <= $filter_0_at_most
    OR $filter_1_at_least <= reduce(found = 0, start IN range(0, size(trails[n]) - 1, 200) | found + CASE
  WHEN ltrim(substring(trails[n], start, 200), $filter_1_others) = '' THEN 0
  ELSE head([piece IN [[substring(trails[n], start, 200), substring(filter_clocks[n], 16 * start, 3200)]] |
    size([k IN range(0, size(piece[0]) - 1)
      WHERE $filter_1_letters CONTAINS substring(piece[0], k, 1) AND $filter_1_first <= substring(piece[1], 16 * k, 16) <= $filter_1_last])])
END) <= $filter_1_at_most
    OR filter_person[0])
    AND trails[n] <> '']])]) AS n
WITH trails[n] AS trail, clocks[n] AS clock, size(ltrim(trails[n], $others)) AS rest
RETURN collect(left(trail, size(trail) - rest)) AS trails,
       collect(left(clock, 16 * (size(trail) - rest))) AS clocks, collect(rest > 0) AS converts

