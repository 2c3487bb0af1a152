// Answers: How many of those who come to a target did each event in the time before, and how many of the others?
//   The time ends before the first event of the target; for the others with their last event.
// Grain: one row per event name that somebody did.
// Parameters:
//   others: STRING - all letters but those of the target
//   window: INTEGER = 2592000000000 - microseconds before the target that are looked at
//   names: LIST<STRING> - event names
//   other_letters: LIST<STRING> - for each of them all letters but its own
// Returns: name STRING, converters INTEGER, others INTEGER
// Example: run by onepath drivers
CYPHER 25
MATCH (journey:Journey)
WHERE
  // include: fragments/part
  AND true /* filter journey */
WITH journey, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WITH journey, place, place < size(journey.trail) AS converts
// until: who converts is looked at until then, the others until after their last event.
WITH journey, place, converts, CASE WHEN converts THEN substring(journey.clock, 16 * place, 16) ELSE 'never' END AS until,
     toInteger(CASE WHEN converts THEN substring(journey.clock, 16 * place, 16) ELSE right(journey.clock, 16) END) - $window AS since
// Texts of as many digits are in the order of their numbers, and all of them before a word.
WITH journey, converts, until, right('000000000000000' + CASE WHEN since < 0 THEN 0 ELSE since END, 16) AS since, place
WITH journey, converts, [k IN range(0, place - 1) WHERE since <= substring(journey.clock, 16 * k, 16) < until] AS places
WITH journey, converts, places, substring(journey.trail, coalesce(places[0], 0), size(places)) AS seen
UNWIND range(0, size($names) - 1) AS n
WITH converts, seen, n
WHERE size(ltrim(seen, $other_letters[n])) > 0
RETURN $names[n] AS name, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converters, sum(CASE WHEN converts THEN 0 ELSE 1 END) AS others
