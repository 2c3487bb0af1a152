// Answers: How often does which event come next, by the events just before it?
// Grain: one row of columns as lists: each letter with the letters before it, and how often people who are learnt from, and people
//   who are held out, have it. `^` stands for what is before a journey's first event.
// Parameters:
//   order: INTEGER = 2 - how many events before are looked at
//   held_below: STRING = 0000 - people are held out whose OneID ends in four hexadecimal digits below these; 3333 are a fifth
//   everybody: BOOLEAN = true - every journey counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a journey must have one
//   but_lacks: STRING = null - all letters but those of which a journey must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: grams LIST<STRING>, learnt LIST<INTEGER>, held LIST<INTEGER>
// Example: onepath query internal/outcomes/next_counts --param order=1
WITH reduce(start = '', k IN range(1, $order) | start + '^') AS start
MATCH (journey:Journey)
// Of the group: something of a journey is left when all letters but those are trimmed off.
WHERE
  // include: fragments/part
  AND journey.trail <> ''
  AND ($everybody OR all(but IN $but_has WHERE ltrim(journey.trail, but) <> '')
    AND ($but_lacks IS NULL OR ltrim(journey.trail, $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(journey.trail, 1))
    AND $since <= toInteger(left(journey.clock, 16)) <= $until)
WITH start + journey.trail AS trail, CASE WHEN right(journey.oneid, 4) < $held_below THEN 1 ELSE 0 END AS held
UNWIND range(0, size(trail) - $order - 1) AS k
WITH substring(trail, k, $order + 1) AS gram, count(*) AS times, sum(held) AS held
RETURN collect(gram) AS grams, collect(times - held) AS learnt, collect(held) AS held
