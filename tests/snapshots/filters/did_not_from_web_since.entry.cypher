// internal/outcomes/retention
// filter_0_others: 'BCº'
// filter_1_letters: 'BC'
// filter_2_since: 86400000000
// filter_2_until: 9999999999999999
CYPHER 25
WITH date('1970-01-01') AS beginning
MATCH (journey:Journey)
WHERE
  coalesce(journey.slot, 0) % $parts = $part
  AND (NOT (ltrim(journey.trail, $filter_0_others) <> '')
    AND journey.trail <> '')
WITH beginning, journey, journey.clock AS clock, CASE
  WHEN toInteger(right(journey.clock, 16)) <= $latest THEN journey.trail
  ELSE left(journey.trail, size([k IN range(0, size(journey.trail) - 1) WHERE toInteger(substring(journey.clock, 16 * k, 16)) <= $latest]))
END AS trail
WITH beginning, journey, clock, trail, size(trail) - size(ltrim(trail, $before)) AS first, size(rtrim(trail, $between)) - 1 AS last
WHERE first < size(trail) AND $filter_1_letters CONTAINS substring(trail, first, 1)
    AND $filter_2_since <= toInteger(substring(clock, 16 * first, 16)) <= $filter_2_until
// Days since 1970: of the first event, then of the returns.
WITH beginning, journey, clock, trail, first, [toInteger(substring(clock, 16 * first, 16)) / 86400000000] + CASE
  WHEN last <= first THEN []
  WHEN $unbounded THEN [toInteger(substring(clock, 16 * last, 16)) / 86400000000]
  ELSE coll.distinct([
    k IN range(first + 1, last) WHERE NOT $between CONTAINS substring(trail, k, 1) |
    toInteger(substring(clock, 16 * k, 16)) / 86400000000
  ])
END AS days
WITH journey, clock, trail, first, CASE $by
  WHEN 'day' THEN days
  WHEN 'week' THEN [day IN days | (day + 3) / 7]
  ELSE [date IN [day IN days | beginning + duration({days: day})] | date.year * 12 + date.month - 1]
END AS times
CALL (journey) {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  WHERE $property IS NOT NULL
  WITH event ORDER BY event.corrected_at, event.sequence, event.key
  RETURN collect(coalesce(toStringOrNull(event[$property]), '')) AS values
}
UNWIND [null] + coll.distinct([time IN times[1 ..] | time - times[0]]) AS period
WITH times[0] AS cohort, CASE WHEN $by_source THEN substring(trail, first, 1) ELSE values[first] END AS grouped, period
RETURN cohort, grouped, period, count(*) AS people

