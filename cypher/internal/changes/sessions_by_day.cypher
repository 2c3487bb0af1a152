// Answers: Which sessions, as trails of letters, began on which day, and how many were alike?
// Grain: one row of columns as lists: in each place a trail and a day (since 1970) on which such sessions began.
//   Of a session that goes on into another day the clock is told too, 16 digits an event; it is empty of all others.
// Parameters: none
// Returns: trails LIST<STRING>, days LIST<INTEGER>, clocks LIST<STRING>, times LIST<INTEGER>
// Example: run by onepath change
MATCH (journey:Journey)
WHERE
  // include: fragments/part
UNWIND range(0, size(journey.session_trails) - 1) AS session
WITH journey.session_trails[session] AS trail, journey.session_clocks[session] AS clock
WITH trail, clock, [at IN [toInteger(left(clock, 16)), toInteger(right(clock, 16))] |
  // include: fragments/local_day
] AS days
WITH trail, days[0] AS day, CASE WHEN days[0] = days[1] THEN '' ELSE clock END AS clock, count(*) AS times
RETURN collect(trail) AS trails, collect(day) AS days, collect(clock) AS clocks, collect(times) AS times
