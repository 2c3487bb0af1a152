// Answers: Which event follows which directly in these people's or sessions' journeys?
// Grain: one row per pair of letters, the ends of units among them. times counts passages, people counts people.
// Parameters:
//   scope: STRING - person or session: what is a unit
//   fold: LIST<LIST<STRING>> - letters, each with the letter that it is read as
// Returns: pair STRING, times INTEGER, people INTEGER
// Example: run by onepath transitions
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
// In pieces: a place in a text is looked for from the beginning of the text.
UNWIND range(0, size(text) - 2, 1000) AS start
WITH journey, substring(text, start, 1001) AS piece
UNWIND range(0, size(piece) - 2) AS k
RETURN substring(piece, k, 2) AS pair, count(*) AS times, count(DISTINCT journey) AS people
