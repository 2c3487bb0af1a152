// Answers: Which events are done again in one journey or session?
// Grain: one row per letter that some unit has twice or more. again counts the times after the first.
// Parameters:
//   scope: STRING - person or session: what is a unit
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   runs: LIST<LIST<STRING>> - letters of which a run is one event, each with two of it
//   letters: LIST<STRING> - the letters to look for
// Returns: letter STRING, units INTEGER, again INTEGER, people INTEGER
// Example: run by onepath transitions --rework
CYPHER 25
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
WITH journey, units /* filter units */ AS units
UNWIND units AS unit
WITH journey, reduce(unit = unit, pair IN $fold | replace(unit, pair[0], pair[1])) AS unit
// aaa is <><><>, then <>, then a.
WITH journey, reduce(unit = unit, run IN $runs | CASE WHEN unit CONTAINS run[1]
  THEN replace(replace(replace(unit, run[0], '<>'), '><', ''), '<>', run[0]) ELSE unit END) AS unit
UNWIND $letters AS letter
WITH journey, letter, size(unit) - size(replace(unit, letter, '')) AS times
WHERE times > 1
RETURN letter, count(*) AS units, sum(times - 1) AS again, count(DISTINCT journey) AS people
