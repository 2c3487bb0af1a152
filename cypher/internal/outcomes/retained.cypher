// Answers: Who are the people of a cell of internal/outcomes/retention?
// Grain: one row per person.
// Parameters:
//   before: STRING = '' - all letters but those of the first event; empty for any event
//   between: STRING = '' - all letters but those of a return; empty for any event
//   by: STRING = week - day, week or month
//   days_before_week: INTEGER = 3 - the first of January 1970 was so many days after the beginning of its week
//   unbounded: BOOLEAN = false - people who came back in the period or later, and not in it alone
//   latest: INTEGER = 9000000000000000 - microseconds since 1970; what is after it does not count
//   by_source: BOOLEAN = false - the group is the letter of the first event
//   property: STRING = null - the group is this property of the first event
//   from_cohort: INTEGER = 0 - the first cohort, numbered as there
//   to_cohort: INTEGER = 100000 - the last one
//   groups: LIST<STRING> = null - only these groups; null for all
//   period: INTEGER = null - the period, 0 for the one of the first time; null for everybody of the cohorts
//   later_day: BOOLEAN = false - a return on the day of the first event does not count
//   bracket: LIST<INTEGER> = null - the periods in which people came back, from and to, in place of `period`
// Returns: oneid STRING
// Example: onepath query internal/outcomes/retained --param period=1
CYPHER 25
WITH date('1970-01-01') AS beginning
MATCH (journey:Journey)
WHERE
  // include: fragments/part
  AND true /* filter journey, entry elsewhere */
WITH beginning, journey, journey.clock AS clock, CASE
  WHEN toInteger(right(journey.clock, 16)) <= $latest THEN journey.trail
  ELSE left(journey.trail, size([k IN range(0, size(journey.trail) - 1) WHERE toInteger(substring(journey.clock, 16 * k, 16)) <= $latest]))
END AS trail
WITH beginning, journey, clock, trail, size(trail) - size(ltrim(trail, $before)) AS first, size(rtrim(trail, $between)) - 1 AS last
WHERE first < size(trail) AND true /* filter entry: substring(trail, first, 1); toInteger(substring(clock, 16 * first, 16)) */
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
  // include: fragments/local_day
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
WITH journey.oneid AS oneid, times[0] AS cohort, [time IN times[1 ..] | time - times[0]] AS periods,
     CASE WHEN $by_source THEN substring(trail, first, 1) ELSE values[first] END AS grouped
WHERE $from_cohort <= cohort <= $to_cohort AND ($groups IS NULL OR grouped IN $groups)
  AND ($period IS NULL AND $bracket IS NULL OR CASE
    WHEN $bracket IS NOT NULL THEN any(age IN periods WHERE $bracket[0] <= age AND ($unbounded OR age <= $bracket[1]))
    WHEN $unbounded THEN periods[-1] >= $period ELSE $period IN periods END)
RETURN oneid
ORDER BY oneid
