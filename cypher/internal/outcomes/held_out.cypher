// Answers: Who is held out when the next event is learnt, or who is learnt from?
// Grain: one row per person with a journey.
// Parameters:
//   held_below: STRING = 3333 - people are held out whose OneID ends in four hexadecimal digits below these; 3333 are a fifth
//   held: BOOLEAN = true - those who are held out, or the others
// Returns: oneid STRING
// Example: onepath query internal/outcomes/held_out
MATCH (journey:Journey)
WHERE journey.trail <> '' AND (right(journey.oneid, 4) < $held_below) = $held
  AND true /* filter journey */
RETURN journey.oneid AS oneid
ORDER BY oneid
