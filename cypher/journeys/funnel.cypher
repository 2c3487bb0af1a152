// Answers: How many people came how far through these steps, in order, within the window?
// Grain: one row a step. A window runs from a person's first step, its last moment included; of several
//   attempts the furthest counts (the reading of ClickHouse's windowFunnel in its default mode).
//   Events of one instant stay in their source's order.
// Parameters:
//   steps: LIST<STRING> - event names, in order
//   window: INTEGER = 604800000000 - microseconds from the first step
// Returns: step INTEGER, name STRING, people INTEGER
// Example: onepath query journeys/funnel --param steps=product_view,add_to_cart,purchase
MATCH (journey:Journey)
WHERE $steps[0] IN journey.path
WITH journey.path AS path, journey.at AS at, range(0, size($steps) - 1) AS levels
// starts[n]: the latest first step from which step n was reached; a step needs the one before it.
WITH reduce(
  starts = [level IN levels | null],
  k IN [k IN range(0, size(path) - 1) WHERE path[k] IN $steps] |
  [level IN levels | CASE
    WHEN path[k] <> $steps[level] THEN starts[level]
    WHEN level = 0 THEN at[k]
    WHEN at[k] <= starts[level - 1] + $window THEN starts[level - 1]
    ELSE starts[level]
  END]
) AS starts
WITH size([start IN starts WHERE start IS NOT NULL]) AS reached, count(*) AS people
WITH collect({reached: reached, people: people}) AS groups
UNWIND range(1, size($steps)) AS step
RETURN step, $steps[step - 1] AS name,
       reduce(sum = 0, group IN groups | sum + CASE WHEN group.reached >= step THEN group.people ELSE 0 END) AS people
ORDER BY step
