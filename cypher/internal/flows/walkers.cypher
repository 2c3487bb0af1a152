// Answers: Whose journeys hold this sequence, and how do they read?
// Grain: one row some thousand journeys, since a row a person takes several times as long to send.
// Parameters:
//   scope: STRING - person or session: what a ( and a ) stand around
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   runs: LIST<LIST<STRING>> - letters of which a run is one event, each with two of it
//   pattern: STRING - a regular expression over the letters of all units, such as .*\(a[^()]*b.*
//   everybody: BOOLEAN = true - every unit counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a unit must have one
//   but_lacks: STRING = null - all letters but those of which a unit must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: oneids LIST<STRING>, texts LIST<STRING>
// Example: run by the explorer's page Journeys
CYPHER 25
MATCH (journey:Journey)
WHERE
  // include: fragments/part
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units,
     CASE WHEN $everybody THEN null WHEN $scope = 'session' THEN journey.session_clocks ELSE [journey.clock] END AS clocks
// Of the group: something of a unit is left when all letters but those are trimmed off.
WITH journey, CASE WHEN $everybody THEN units ELSE [n IN range(0, size(units) - 1)
  WHERE all(others IN $but_has WHERE ltrim(units[n], others) <> '')
    AND ($but_lacks IS NULL OR ltrim(units[n], $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(units[n], 1))
    AND $since <= toInteger(left(clocks[n], 16)) <= $until | units[n]] END AS units
// One text of all units, (abc)(de), in pieces of 200: one long sum would copy what it has at every unit.
WITH journey, reduce(text = '', n IN range(0, size(units) - 1, 200) | text +
  reduce(piece = '', unit IN units[n .. n + 200] | piece + '(' + unit + ')')) AS text
WITH journey, reduce(text = text, pair IN $fold | replace(text, pair[0], pair[1])) AS text
// aaa is <><><>, then <>, then a.
WITH journey, reduce(text = text, run IN $runs | CASE WHEN text CONTAINS run[1]
  THEN replace(replace(replace(text, run[0], '<>'), '><', ''), '<>', run[0]) ELSE text END) AS text
WHERE text =~ $pattern
WITH id(journey) / 8192 AS batch, journey.oneid AS oneid, text
WITH batch, collect(oneid) AS oneids, collect(text) AS texts
RETURN oneids, texts
