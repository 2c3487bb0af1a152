// Answers: How many sequences of events are there that so many journeys or sessions have?
// Grain: one row per number of units that a sequence has.
// Parameters:
//   scope: STRING - person or session: what is a unit
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   runs: LIST<LIST<STRING>> - letters of which a run is one event, each with two of it
//   part: INTEGER = 0 - which part, if units are asked in several; with runs only all at once
//   parts: INTEGER = 1 - in how many
// Returns: units INTEGER, variants INTEGER
// Example: run by onepath variants
CYPHER 25
MATCH (journey:Journey)
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
WITH journey, units /* filter units */ AS units
UNWIND units AS unit
// What is alike is of one length, and so in one part.
WITH unit
WHERE size(unit) % $parts = $part AND unit <> ''
WITH unit, count(*) AS units
WITH reduce(unit = unit, pair IN $fold | replace(unit, pair[0], pair[1])) AS unit, units
// aaa is <><><>, then <>, then a.
WITH reduce(unit = unit, run IN $runs | CASE WHEN unit CONTAINS run[1]
  THEN replace(replace(replace(unit, run[0], '<>'), '><', ''), '<>', run[0]) ELSE unit END) AS variant, units
WITH variant, sum(units) AS units
RETURN units, count(*) AS variants
ORDER BY units DESC
