// Answers: Which event follows which directly in people's journeys, how often, and for how many people?
// Grain: one row a pair of events, the most frequent first.
// Parameters: none
// Returns: source STRING, target STRING, times INTEGER, people INTEGER
// Example: onepath query paths/follows
MATCH (type:EventType)
WITH type ORDER BY type.letter
// One name may have several letters, one of each source: all are read as the first.
WITH type.name AS name, collect(type.letter) AS letters
WITH collect([letters[0], name]) AS names, collect([letter IN letters[1 ..] | [letter, letters[0]]]) AS fold
MATCH (journey:Journey)
WITH journey, reduce(text = journey.trail, name IN fold | reduce(text = text, pair IN name | replace(text, pair[0], pair[1]))) AS text, names
// In pieces: a place in a text is looked for from the beginning of the text.
UNWIND range(0, size(text) - 2, 1000) AS start
WITH journey, substring(text, start, 1001) AS piece, names
UNWIND range(0, size(piece) - 2) AS k
WITH substring(piece, k, 2) AS pair, count(*) AS times, count(DISTINCT journey) AS people, names
RETURN [name IN names WHERE name[0] = left(pair, 1) | name[1]][0] AS source,
       [name IN names WHERE name[0] = right(pair, 1) | name[1]][0] AS target, times, people
ORDER BY times DESC, source, target
