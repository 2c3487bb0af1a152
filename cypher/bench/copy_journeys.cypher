// Answers: Puts copies of every journey beside it, to see how questions grow with the data.
// Grain: one row. The copies are nobody's: only questions over journeys see them.
// Parameters:
//   copies: INTEGER - how many of each
// Returns: journeys INTEGER
// Example: run by onepath bench
MATCH (journey:Journey)
WITH collect(journey.oneid) AS oneids
UNWIND oneids AS oneid
CALL (oneid) {
  MATCH (journey:Journey {oneid: oneid})
  UNWIND range(1, $copies) AS k
  CREATE (copy:Journey)
  SET copy = journey {.*, oneid: oneid + '-' + k}
  RETURN count(*) AS copied
} IN TRANSACTIONS OF 1000 ROWS
RETURN sum(copied) AS journeys
