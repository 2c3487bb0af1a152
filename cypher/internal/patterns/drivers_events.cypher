// Answers: How many of those who come to a target did each event in the time before, and how many of the others?
//   Everybody is observed in the lookback window before a moment: fragments/driver_window says which.
//   Activity is the number of events in it, in classes that double: 0, 1 to 2, 3 to 6, 7 to 14.
// Grain: one row per event name that somebody did, and class of activity.
// Parameters:
//   others: STRING - all letters but those of the target
//   window: INTEGER = 2592000000000 - microseconds before the target that are looked at
//   names: LIST<STRING> - event names
//   other_letters: LIST<STRING> - for each of them all letters but its own
// Returns: name STRING, activity INTEGER, converters INTEGER, others INTEGER
// Example: run by onepath drivers
CYPHER 25
MATCH (journey:Journey)
WHERE journey.length > 0
  AND
  // include: fragments/part
  AND true /* filter journey */
WITH journey, size(journey.trail) - size(ltrim(journey.trail, $others)) AS place
WITH journey, place < size(journey.trail) AS converts,
     // include: fragments/driver_window
     AS until
WITH journey, converts, until, CASE WHEN until < $window THEN 0 ELSE until - $window END AS since
// Texts of as many digits are in the order of their numbers.
WITH journey, converts, right('000000000000000' + since, 16) AS since, right('000000000000000' + until, 16) AS until
WITH journey, converts, [k IN range(0, journey.length - 1) WHERE since <= substring(journey.clock, 16 * k, 16) < until] AS places
WITH converts, toInteger(log10(size(places) + 1) / log10(2) + 1e-9) AS activity, substring(journey.trail, coalesce(places[0], 0), size(places)) AS seen
UNWIND range(0, size($names) - 1) AS n
WITH converts, activity, seen, n
WHERE size(ltrim(seen, $other_letters[n])) > 0
RETURN $names[n] AS name, activity,
       sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converters, sum(CASE WHEN converts THEN 0 ELSE 1 END) AS others
