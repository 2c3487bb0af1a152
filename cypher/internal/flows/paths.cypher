// Answers: Between which events do paths go, step by step away from an event or a pair of events?
// Grain: one row per distance and pair of letters, nearer one first. times counts passages, people counts people.
// Parameters:
//   scope: STRING - person or session: where paths end
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
//   runs: LIST<LIST<STRING>> - letters of which a run is one event, each with two of it
//   marks: LIST<LIST<STRING>> - each spelling of the event or pair, and the same with a . where paths begin
//   end: STRING - ) for paths onwards, ( for paths back
//   depth: INTEGER - the greatest distance
//   bands: LIST<MAP> - for each distance, pairs and what they are counted as; others as they are
// Returns: step INTEGER, pair STRING, times INTEGER, people INTEGER
// Example: run by onepath paths
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
WITH journey, split(reduce(text = text, mark IN $marks | replace(text, mark[0], mark[1])), '.') AS pieces
UNWIND range(1, size(pieces) - 1) AS n
WITH journey, CASE
  WHEN $end = '(' THEN reverse(right(reduce(near = '',
    piece IN pieces[CASE WHEN n > $depth THEN n - $depth - 1 ELSE 0 END .. n] | near + piece), $depth + 1))
  WHEN size(pieces[n]) > $depth THEN left(pieces[n], $depth + 1)
  ELSE left(reduce(near = '', piece IN pieces[n .. n + $depth + 1] | near + piece), $depth + 1)
END AS near
WITH journey, CASE WHEN near CONTAINS $end THEN split(near, $end)[0] + $end ELSE near END AS near
WITH journey, near, count(*) AS times
UNWIND range(1, size(near) - 1) AS step
WITH journey, step, substring(near, step - 1, 2) AS pair, times
WITH journey, step, coalesce($bands[step - 1][pair], pair) AS pair, times
RETURN step, pair, sum(times) AS times, count(DISTINCT journey) AS people
