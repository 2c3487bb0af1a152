// internal/outcomes/retention
// filter_0_others: 'ACº'
CYPHER 25
WITH date('1970-01-01') AS beginning
MATCH (journey:Journey)
WHERE
  coalesce(journey.slot, 0) % $parts = $part
  AND (ltrim(journey.trail, $filter_0_others) <> ''
    AND journey.trail <> '')
WITH beginning, journey, journey.clock AS clock, CASE
  WHEN toInteger(right(journey.clock, 16)) <= $latest THEN journey.trail
  ELSE left(journey.trail, size([k IN range(0, size(journey.trail) - 1) WHERE toInteger(substring(journey.clock, 16 * k, 16)) <= $latest]))
END AS trail
WITH beginning, journey, clock, trail, size(trail) - size(ltrim(trail, $before)) AS first, size(rtrim(trail, $between)) - 1 AS last
WHERE first < size(trail) AND true
// When the first event was, then the returns; and on which days, counted since 1970.
WITH beginning, journey, clock, trail, first, [toInteger(substring(clock, 16 * first, 16))] + CASE
  WHEN last <= first THEN []
  WHEN $unbounded THEN [toInteger(substring(clock, 16 * last, 16))]
  ELSE [
    k IN range(first + 1, last) WHERE NOT $between CONTAINS substring(trail, k, 1) |
    toInteger(substring(clock, 16 * k, 16))
  ]
END AS instants
WITH beginning, journey, clock, trail, first, [at IN instants |
  CASE WHEN $offsets IS NULL THEN at / 86400000000
    // Before 1970 a quotient is rounded up.
    ELSE (at + 86400000000 + CASE size($offsets) WHEN 1 THEN $offsets[0][1]
      ELSE coalesce(head([since IN $offsets WHERE since[0] <= at | since[1]]), $offsets[-1][1]) END) / 86400000000 - 1
  END
] AS days
// Each day once, after that of the first event.
WITH beginning, journey, clock, trail, first,
     [days[0]] + coll.distinct([day IN days[1 ..] WHERE day > days[0] OR NOT $later_day]) AS days
WITH journey, clock, trail, first, CASE $by
  WHEN 'day' THEN days
  WHEN 'week' THEN [day IN days | (day + $days_before_week) / 7]
  ELSE [date IN [day IN days | beginning + duration({days: day})] | date.year * 12 + date.month - 1]
END AS times
CALL (journey) {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  WHERE $property IS NOT NULL
  WITH event ORDER BY event.corrected_at, event.sequence, event.key
  RETURN collect(coalesce(toStringOrNull(event[$property]), '')) AS values
}
WITH trail, first, values, times[0] AS cohort, [time IN times[1 ..] | time - times[0]] AS ages
UNWIND [null] + CASE WHEN $brackets IS NULL THEN coll.distinct(ages) ELSE
  [n IN range(0, size($brackets) - 1)
   WHERE any(age IN ages WHERE $brackets[n][0] <= age AND ($unbounded OR age <= $brackets[n][1])) | n]
END AS period
WITH cohort, CASE WHEN $by_source THEN substring(trail, first, 1) ELSE values[first] END AS grouped, period
RETURN cohort, grouped, period, count(*) AS people

