// Answers: How many people have these sequences of events in a journey or session?
// Grain: one row per sequence.
// Parameters:
//   scope: STRING - person or session: what is a unit
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   runs: LIST<LIST<STRING>> - letters of which a run is one event, each with two of it
//   variants: LIST<STRING> - the sequences, as folded letters
// Returns: variant STRING, people INTEGER
// Example: run by onepath variants
CYPHER 25
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
WITH journey, units /* filter units */ AS units
UNWIND units AS unit
WITH DISTINCT journey, unit
WITH journey, reduce(unit = unit, pair IN $fold | replace(unit, pair[0], pair[1])) AS unit
// aaa is <><><>, then <>, then a.
WITH journey, reduce(unit = unit, run IN $runs | CASE WHEN unit CONTAINS run[1]
  THEN replace(replace(replace(unit, run[0], '<>'), '><', ''), '<>', run[0]) ELSE unit END) AS variant
WHERE variant IN $variants
RETURN variant, count(DISTINCT journey) AS people
