// Answers: Between which events do journeys or sessions go there and back, a b a?
// Grain: one row per sequence of three letters.
// Parameters:
//   scope: STRING - person or session: what is a unit
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   runs: LIST<LIST<STRING>> - letters of which a run is one event, each with two of it
// Returns: loop STRING, times INTEGER, people INTEGER
// Example: run by onepath transitions --rework
CYPHER 25
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
WITH journey, units /* filter units */ AS units
// One text of all units, (abc)(de), in pieces of 200: one long sum would copy what it has at every unit.
WITH journey, reduce(text = '', n IN range(0, size(units) - 1, 200) | text +
  reduce(piece = '', unit IN units[n .. n + 200] | piece + '(' + unit + ')')) AS text
WITH journey, reduce(text = text, pair IN $fold | replace(text, pair[0], pair[1])) AS text
// aaa is <><><>, then <>, then a.
WITH journey, reduce(text = text, run IN $runs | CASE WHEN text CONTAINS run[1]
  THEN replace(replace(replace(text, run[0], '<>'), '><', ''), '<>', run[0]) ELSE text END) AS text
// In pieces: a place in a text is looked for from the beginning of the text.
UNWIND range(0, size(text) - 3, 1000) AS start
WITH journey, substring(text, start, 1002) AS piece
UNWIND range(0, size(piece) - 3) AS k
WITH journey, substring(piece, k, 3) AS loop
WHERE left(loop, 1) = right(loop, 1) AND left(loop, 1) <> substring(loop, 1, 1)
RETURN loop, count(*) AS times, count(DISTINCT journey) AS people
