// Answers: What were the last events of this person, as letters?
// Grain: one row, or none if the person has no journey.
// Parameters:
//   oneid: STRING - the person
//   length: INTEGER = 5 - how many at most
// Returns: trail STRING
// Example: run by onepath predict
MATCH (journey:Journey {oneid: $oneid})
WHERE journey.trail <> ''
RETURN right(journey.trail, $length) AS trail
