// Answers: Which people did an event in the time before a target, and when?
//   Everybody is observed in the lookback window before a moment: fragments/driver_window says which.
// Grain: one row per person, by OneID; `at` are microseconds since 1970.
// Parameters:
//   others: STRING - all letters but those of the target
//   window: INTEGER = 2592000000000 - microseconds before the target that are looked at
//   letters: STRING - the letters of the event
// Returns: oneid STRING, converts BOOLEAN, at LIST<INTEGER>
// Example: run by onepath drivers --people
CYPHER 25
MATCH (journey:Journey)
WHERE journey.length > 0
  AND true /* filter journey */
WITH journey, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WITH journey, place < size(journey.trail) AS converts,
     // include: fragments/driver_window
     AS until
WITH journey, converts, until, CASE WHEN until < $window THEN 0 ELSE until - $window END AS since
// Texts of as many digits are in the order of their numbers.
WITH journey, converts, right('000000000000000' + since, 16) AS since, right('000000000000000' + until, 16) AS until
WITH journey, converts, journey.trail AS trail,
     [k IN range(0, journey.length - 1) WHERE since <= substring(journey.clock, 16 * k, 16) < until] AS places
WITH journey, converts, [k IN places WHERE $letters CONTAINS substring(trail, k, 1)] AS found
WHERE size(found) > 0
RETURN journey.oneid AS oneid, converts, [k IN found | toInteger(substring(journey.clock, 16 * k, 16))] AS at
ORDER BY oneid
