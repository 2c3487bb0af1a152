// Answers: Whose journeys hold this sequence, and how do they read?
// Grain: one row some thousand journeys, since a row a person takes several times as long to send.
// Parameters:
//   scope: STRING - person or session: what a ( and a ) stand around
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   runs: LIST<LIST<STRING>> - letters of which a run is one event, each with two of it
//   pattern: STRING - a regular expression over the letters of all units, such as .*\(a[^()]*b.*
// Returns: oneids LIST<STRING>, texts LIST<STRING>
// Example: run by the explorer's page Journeys
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
WHERE text =~ $pattern
WITH journey.slot / 1024 AS batch, journey.oneid AS oneid, text
WITH batch, collect(oneid) AS oneids, collect(text) AS texts
RETURN oneids, texts
