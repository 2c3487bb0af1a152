// internal/outcomes/followed
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
WITH reduce(start = '', letters IN $steps | start + CASE WHEN letters CONTAINS '^' THEN '^' ELSE '' END) AS start
MATCH (journey:Journey)
WHERE
  coalesce(journey.slot, 0) % $parts = $part
  AND journey.trail <> ''
  AND (($filter_0_at_least <= size(journey.trail) - size(reduce(rest = journey.trail, one IN $filter_0_letters | replace(rest, one, ''))) <= $filter_0_at_most
    OR $filter_1_at_least <= reduce(found = 0, start IN range(0, size(journey.trail) - 1, 200) | found + CASE
  WHEN ltrim(substring(journey.trail, start, 200), $filter_1_others) = '' THEN 0
  ELSE head([piece IN [[substring(journey.trail, start, 200), substring(journey.clock, 16 * start, 3200)]] |
    size([k IN range(0, size(piece[0]) - 1)
      WHERE $filter_1_letters CONTAINS substring(piece[0], k, 1) AND $filter_1_first <= substring(piece[1], 16 * k, 16) <= $filter_1_last])])
END) <= $filter_1_at_most
    OR EXISTS {
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
})
    AND journey.trail <> '')
WITH journey.oneid AS oneid, start + journey.trail AS trail
WITH oneid, size([k IN range(0, size(trail) - size($steps)) WHERE $steps[0] CONTAINS substring(trail, k, 1)
  AND all(step IN range(1, size($steps) - 1) WHERE $steps[step] CONTAINS substring(trail, k + step, 1))]) AS times
WHERE times > 0
RETURN oneid, times
ORDER BY oneid

