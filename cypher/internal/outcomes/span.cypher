// Answers: From when to when are there events in journeys? An event from the future does not count.
// Grain: one row.
// Parameters:
//   now: INTEGER = 9000000000000000 - microseconds since 1970
// Returns: first INTEGER, last INTEGER
// Example: onepath query internal/outcomes/span
WITH right('000000000000000' + $now, 16) AS now
MATCH (journey:Journey)
WHERE journey.trail <> ''
WITH now, journey.clock AS clock
WITH left(clock, 16) AS first, CASE WHEN right(clock, 16) <= now THEN right(clock, 16) ELSE reduce(
  seen = null, k IN range(0, size(clock) / 16 - 1) | CASE WHEN substring(clock, 16 * k, 16) <= now THEN substring(clock, 16 * k, 16) ELSE seen END
) END AS last
// Times of sixteen digits are in order as text too.
RETURN toInteger(min(first)) AS first, toInteger(max(last)) AS last
