// Answers: Which people did an event in the time before a target, and when?
//   The time ends before the first event of the target; for the others with their last event.
// Grain: one row per person, by OneID; `at` are microseconds since 1970.
// Parameters:
//   others: STRING - all letters but those of the target
//   window: INTEGER = 2592000000000 - microseconds before the target that are looked at
//   letters: STRING - the letters of the event
// Returns: oneid STRING, converts BOOLEAN, at LIST<INTEGER>
// Example: run by onepath drivers --people
CYPHER 25
MATCH (journey:Journey)
WHERE true /* filter journey */
WITH journey, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WITH journey, place, place < size(journey.trail) AS converts
// until: who converts is looked at until then, the others until after their last event.
WITH journey, place, converts, CASE WHEN converts THEN substring(journey.clock, 16 * place, 16) ELSE 'never' END AS until,
     toInteger(CASE WHEN converts THEN substring(journey.clock, 16 * place, 16) ELSE right(journey.clock, 16) END) - $window AS since
// Texts of as many digits are in the order of their numbers, and all of them before a word.
WITH journey, converts, until, right('000000000000000' + CASE WHEN since < 0 THEN 0 ELSE since END, 16) AS since, place
WITH journey, converts, [k IN range(0, place - 1) WHERE since <= substring(journey.clock, 16 * k, 16) < until] AS places
WITH journey, converts, places, substring(journey.trail, coalesce(places[0], 0), size(places)) AS seen
WITH journey, converts, [k IN places WHERE $letters CONTAINS substring(journey.trail, k, 1)] AS found
WHERE size(found) > 0
RETURN journey.oneid AS oneid, converts, [k IN found | toInteger(substring(journey.clock, 16 * k, 16))] AS at
ORDER BY oneid
