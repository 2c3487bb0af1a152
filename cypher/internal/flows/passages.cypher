// Answers: Whose journeys hold this sequence, and which are they?
// Grain: one row per person.
// Parameters:
//   scope: STRING - person or session: what a ( and a ) stand around
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   runs: LIST<LIST<STRING>> - letters of which a run is one event, each with two of it
//   pattern: STRING - a regular expression over the letters of all units, such as .*\(a[^()]*b.*
// Returns: oneid STRING, trails LIST<STRING>, clocks LIST<STRING>
// Example: run by onepath transitions --people
CYPHER 25
MATCH (journey:Journey)
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
WITH journey, units, range(0, size(units) - 1) /* filter places */ AS places
WITH journey, places, [n IN places | units[n]] AS units
// One text of all units, (abc)(de), in pieces of 200: one long sum would copy what it has at every unit.
WITH journey, places, units, reduce(text = '', n IN range(0, size(units) - 1, 200) | text +
  reduce(piece = '', unit IN units[n .. n + 200] | piece + '(' + unit + ')')) AS text
WITH journey, places, units, reduce(text = text, pair IN $fold | replace(text, pair[0], pair[1])) AS text
// aaa is <><><>, then <>, then a.
WITH journey, places, units, reduce(text = text, run IN $runs | CASE WHEN text CONTAINS run[1]
  THEN replace(replace(replace(text, run[0], '<>'), '><', ''), '<>', run[0]) ELSE text END) AS text
WHERE text =~ $pattern
RETURN journey.oneid AS oneid, units AS trails,
       head([clocks IN [CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END] | [n IN places | clocks[n]]]) AS clocks
