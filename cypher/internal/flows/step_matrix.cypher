// Answers: What do units do at each step, from their start or around an event?
// Grain: one row per step and letter. Before a unit begins it is at (, after its end at ).
// Parameters:
//   scope: STRING - person or session: what is a unit
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   runs: LIST<LIST<STRING>> - letters of which a run is one event, each with two of it
//   but_anchor: STRING - all folded letters but that of the event whose first time is step 0; empty for the start
//   steps: LIST<INTEGER> - the steps, 0 for the first event or the anchor
// Returns: step INTEGER, letter STRING, units INTEGER, people INTEGER
// Example: run by onepath matrix
CYPHER 25
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
WITH journey, units /* filter units */ AS units
UNWIND [unit IN units WHERE unit <> ''] AS unit
WITH journey, reduce(unit = unit, pair IN $fold | replace(unit, pair[0], pair[1])) AS unit
// aaa is <><><>, then <>, then a.
WITH journey, reduce(unit = unit, run IN $runs | CASE WHEN unit CONTAINS run[1]
  THEN replace(replace(replace(unit, run[0], '<>'), '><', ''), '<>', run[0]) ELSE unit END) AS unit
WITH journey, unit, size(unit) - size(ltrim(unit, $but_anchor)) AS place
WHERE place < size(unit)
UNWIND $steps AS step
WITH journey, step, CASE
  WHEN place + step < 0 THEN '('
  WHEN place + step >= size(unit) THEN ')'
  ELSE substring(unit, place + step, 1)
END AS letter
RETURN step, letter, count(*) AS units, count(DISTINCT journey) AS people
