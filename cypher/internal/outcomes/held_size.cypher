// Answers: From how many people is the next event learnt, and how many are held out?
// Grain: one row.
// Parameters:
//   held_below: STRING = 3333 - people are held out whose OneID ends in four hexadecimal digits below these; 3333 are a fifth
//   everybody: BOOLEAN = true - every journey counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a journey must have one
//   but_lacks: STRING = null - all letters but those of which a journey must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: learnt INTEGER, held INTEGER
// Example: onepath query internal/outcomes/held_size
MATCH (journey:Journey)
// Of the group: something of a journey is left when all letters but those are trimmed off.
WHERE journey.trail <> ''
  AND ($everybody OR all(but IN $but_has WHERE ltrim(journey.trail, but) <> '')
    AND ($but_lacks IS NULL OR ltrim(journey.trail, $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(journey.trail, 1))
    AND $since <= toInteger(left(journey.clock, 16)) <= $until)
WITH count(*) AS people, sum(CASE WHEN right(journey.oneid, 4) < $held_below THEN 1 ELSE 0 END) AS held
RETURN people - held AS learnt, held
