// Answers: How long does it take from an event to the one that follows directly?
// Grain: one row a pair of letters. Microseconds: the sum, the median and the 90th percentile (of values that occur).
// Parameters:
//   scope: STRING - person or session: what is a unit
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   everybody: BOOLEAN = true - every unit counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a unit must have one
//   but_lacks: STRING = null - all letters but those of which a unit must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: pair STRING, total INTEGER, median INTEGER, p90 INTEGER
// Example: run by onepath transitions --slowest
CYPHER 25
MATCH (journey:Journey)
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
// Of the group: something of a unit is left when all letters but those are trimmed off.
UNWIND CASE WHEN $everybody THEN range(0, size(units) - 1) ELSE [n IN range(0, size(units) - 1)
  WHERE all(others IN $but_has WHERE ltrim(units[n], others) <> '')
    AND ($but_lacks IS NULL OR ltrim(units[n], $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(units[n], 1))
    AND $since <= toInteger(left(clocks[n], 16)) <= $until] END AS n
WITH reduce(unit = units[n], pair IN $fold | replace(unit, pair[0], pair[1])) AS unit, clocks[n] AS clock
// In pieces: a place in a text is looked for from the beginning of the text.
UNWIND range(0, size(unit) - 2, 200) AS start
WITH substring(unit, start, 201) AS unit, substring(clock, 16 * start, 3216) AS clock
WITH unit, [k IN range(0, size(unit) - 1) | toInteger(substring(clock, 16 * k, 16))] AS times
UNWIND range(0, size(unit) - 2) AS k
WITH substring(unit, k, 2) AS pair, times[k + 1] - times[k] AS passed
RETURN pair, sum(passed) AS total, percentileDisc(passed, 0.5) AS median, percentileDisc(passed, 0.9) AS p90
