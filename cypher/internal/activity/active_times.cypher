// Answers: When did people do any of these events?
// Grain: one row of columns as lists: each person, the quarters of an hour since 1970 in which they did one, each once, and how
//   often they did them altogether. A day of any time zone is whole quarters.
// Parameters:
//   others: STRING = '' - all letters but those that count; empty for any event
//   latest: INTEGER = 9000000000000000 - microseconds since 1970; what is after it does not count
// Returns: oneids LIST<STRING>, quarters LIST<LIST<INTEGER>>, occurrences LIST<INTEGER>
// Example: onepath query internal/activity/active_times
CYPHER 25
MATCH (journey:Journey)
WHERE
  // include: fragments/part
  AND true /* filter journey, entry elsewhere */
WITH journey, journey.trail AS trail, journey.clock AS clock
// In pieces of 200: a place in a text is looked for from the beginning of the text.
UNWIND range(0, size(trail) - 1, 200) AS start
WITH journey, substring(trail, start, 200) AS trail, substring(clock, 16 * start, 3200) AS clock
WITH journey, [
  k IN range(0, size(trail) - 1)
  WHERE NOT $others CONTAINS substring(trail, k, 1) AND toInteger(substring(clock, 16 * k, 16)) <= $latest
    AND true /* filter entry: substring(trail, k, 1); toInteger(substring(clock, 16 * k, 16)) */ |
  toInteger(substring(clock, 16 * k, 16)) / 900000000
] AS times
WHERE times <> []
WITH journey, collect(coll.distinct(times)) AS pieces, sum(size(times)) AS occurrences
RETURN collect(journey.oneid) AS oneids, collect(coll.distinct(coll.flatten(pieces))) AS quarters, collect(occurrences) AS occurrences
