// Answers: Puts copies of these journeys beside them, to see how questions grow with the data.
// Grain: one row. The copies are nobody's: only questions over journeys see them.
// Parameters:
//   oneids: LIST<STRING> - whose journeys
//   copies: INTEGER - how many of each
// Returns: journeys INTEGER
// Example: run by onepath bench
UNWIND $oneids AS oneid
MATCH (journey:Journey {oneid: oneid})
UNWIND range(1, $copies) AS k
CREATE (copy:Journey)
SET copy = journey {.*, oneid: oneid + '-' + k}
RETURN count(*) AS journeys
