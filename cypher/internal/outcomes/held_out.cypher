// Answers: Who is held out when the next event is learnt, or who is learnt from?
// Grain: one row a person with a journey.
// Parameters:
//   held_below: STRING = 3333 - people are held out whose OneID ends in four hexadecimal digits below these; 3333 are a fifth
//   held: BOOLEAN = true - those who are held out, or the others
//   everybody: BOOLEAN = true - every journey counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a journey must have one
//   but_lacks: STRING = null - all letters but those of which a journey must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: oneid STRING
// Example: onepath query internal/outcomes/held_out
MATCH (journey:Journey)
// Of the group: something of a journey is left when all letters but those are trimmed off.
WHERE journey.trail <> '' AND (right(journey.oneid, 4) < $held_below) = $held
  AND ($everybody OR all(but IN $but_has WHERE ltrim(journey.trail, but) <> '')
    AND ($but_lacks IS NULL OR ltrim(journey.trail, $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(journey.trail, 1))
    AND $since <= toInteger(left(journey.clock, 16)) <= $until)
RETURN journey.oneid AS oneid
ORDER BY oneid
