// Answers: How often does which event come next, by the events just before it?
// Grain: one row of columns as lists: each letter with the letters before it, and how often people who are learnt from, and people
//   who are held out, have it. `^` stands for what is before a journey's first event.
// Parameters:
//   order: INTEGER = 2 - how many events before are looked at
//   held_below: STRING = 0000 - people are held out whose OneID ends in four hexadecimal digits below these; 3333 are a fifth
// Returns: grams LIST<STRING>, learnt LIST<INTEGER>, held LIST<INTEGER>
// Example: onepath query internal/outcomes/next_counts --param order=1
WITH reduce(start = '', k IN range(1, $order) | start + '^') AS start
MATCH (journey:Journey)
WHERE
  // include: fragments/part
  AND journey.trail <> ''
  AND true /* filter journey */
WITH start + journey.trail AS trail, CASE WHEN right(journey.oneid, 4) < $held_below THEN 1 ELSE 0 END AS held
UNWIND range(0, size(trail) - $order - 1) AS k
WITH substring(trail, k, $order + 1) AS gram, count(*) AS times, sum(held) AS held
RETURN collect(gram) AS grams, collect(times - held) AS learnt, collect(held) AS held
