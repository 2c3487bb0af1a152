// Answers: From how many people is the next event learnt, and how many are held out?
// Grain: one row.
// Parameters:
//   held_below: STRING = 3333 - people are held out whose OneID ends in four hexadecimal digits below these; 3333 are a fifth
// Returns: learnt INTEGER, held INTEGER
// Example: onepath query internal/outcomes/held_size
MATCH (journey:Journey)
WHERE journey.trail <> ''
  AND true /* filter journey */
WITH count(*) AS people, sum(CASE WHEN right(journey.oneid, 4) < $held_below THEN 1 ELSE 0 END) AS held
RETURN people - held AS learnt, held
