// Answers: How many people come to a target, and how many do not?
// Grain: one row a group that has somebody.
// Parameters:
//   others: STRING - all letters but those of the target
//   everybody: BOOLEAN = true - every journey counts, and nothing of the next five is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a journey must have one
//   but_lacks: STRING = null - all letters but those of which a journey must have none
//   begins: STRING = null - the letters of which one is the first; null for any
//   since: INTEGER = 0 - microseconds since 1970 of the earliest first event
//   until: INTEGER = 9999999999999999 - and of the latest
// Returns: converts BOOLEAN, people INTEGER
// Example: run by onepath drivers
CYPHER 25
MATCH (journey:Journey)
// Of the group: something of a journey is left when all letters but those are trimmed off.
WHERE $everybody OR all(but IN $but_has WHERE ltrim(journey.trail, but) <> '')
    AND ($but_lacks IS NULL OR ltrim(journey.trail, $but_lacks) = '')
    AND ($begins IS NULL OR $begins CONTAINS left(journey.trail, 1))
    AND $since <= toInteger(left(journey.clock, 16)) <= $until
RETURN size(ltrim(journey.trail, $others)) > 0 AS converts, count(*) AS people
