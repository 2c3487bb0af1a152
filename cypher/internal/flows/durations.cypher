// Answers: How long does it take from an event to the one that follows directly?
// Grain: one row per pair of letters. Microseconds: the sum, the median and the 90th percentile (of values that occur).
// Parameters:
//   scope: STRING - person or session: what is a unit
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
// Returns: pair STRING, total INTEGER, median INTEGER, p90 INTEGER
// Example: run by onepath transitions --slowest
CYPHER 25
MATCH (journey:Journey)
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units,
     CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
UNWIND range(0, size(units) - 1) /* filter places */ AS n
WITH reduce(unit = units[n], pair IN $fold | replace(unit, pair[0], pair[1])) AS unit, clocks[n] AS clock
// In pieces: a place in a text is looked for from the beginning of the text.
UNWIND range(0, size(unit) - 2, 200) AS start
WITH substring(unit, start, 201) AS unit, substring(clock, 16 * start, 3216) AS clock
WITH unit, [k IN range(0, size(unit) - 1) | toInteger(substring(clock, 16 * k, 16))] AS times
UNWIND range(0, size(unit) - 2) AS k
WITH substring(unit, k, 2) AS pair, times[k + 1] - times[k] AS passed
RETURN pair, sum(passed) AS total, percentileDisc(passed, 0.5) AS median, percentileDisc(passed, 0.9) AS p90
