// Answers: Who did something on these days: an event, an event directly after another, or a whole session?
// Grain: one row per person, those who did it most often first.
// Parameters:
//   first: STRING - letters of the event, or of the first of two; empty for the beginning of a session
//   second: STRING = null - letters of the event directly after; empty for the end of a session; null if it does not matter
//   trail: STRING = null - a whole session's trail, in place of the two
//   passive: STRING = '' - letters of what nobody did, as if they were not there
//   since: INTEGER - microseconds since 1970, included
//   until: INTEGER - microseconds since 1970, included
//   limit: INTEGER = 1000000 - how many people at most
// Returns: oneid STRING, times INTEGER
// Example: run by onepath change --people
MATCH (journey:Journey)
WHERE CASE WHEN $trail IS NOT NULL THEN $passive <> '' OR $trail IN journey.session_trails
           WHEN $first = '' THEN size(journey.session_trails) > 0
           ELSE any(letter IN split($first, '') WHERE journey.trail CONTAINS letter) END
UNWIND range(0, size(journey.session_trails) - 1) AS session
WITH journey, journey.session_trails[session] AS trail, journey.session_clocks[session] AS clock
// Most sessions are of other days, or without the event.
WHERE toInteger(left(clock, 16)) <= $until AND toInteger(right(clock, 16)) >= $since
WITH journey, trail, clock, CASE WHEN $passive = '' THEN null
  ELSE [k IN range(0, size(trail) - 1) WHERE NOT $passive CONTAINS substring(trail, k, 1)] END AS active
WITH journey, CASE WHEN active IS NULL THEN trail ELSE reduce(text = '', k IN active | text + substring(trail, k, 1)) END AS trail,
     CASE WHEN active IS NULL THEN clock ELSE reduce(text = '', k IN active | text + substring(clock, 16 * k, 16)) END AS clock
WHERE trail <> '' AND CASE WHEN $trail IS NOT NULL THEN trail = $trail
  ELSE $first = '' OR any(letter IN split($first, '') WHERE trail CONTAINS letter) END
WITH journey, '^' + trail + '$' AS trail, clock
UNWIND CASE WHEN $trail IS NOT NULL OR $first = '' THEN [0] ELSE range(1, size(trail) - 2) END AS k
WITH journey, k, substring(trail, k, 1) AS first, substring(trail, k + 1, 1) AS second,
     toInteger(substring(clock, CASE k WHEN 0 THEN 0 ELSE 16 * (k - 1) END, 16)) AS at
WHERE $since <= at <= $until
  AND (k = 0 OR $first CONTAINS first)
  AND ($second IS NULL OR ($second = '' AND second = '$') OR ($second <> '' AND $second CONTAINS second))
RETURN journey.oneid AS oneid, count(*) AS times
ORDER BY times DESC, oneid LIMIT $limit
