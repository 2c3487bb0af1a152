// Answers: How many people came how far through these steps, in order, within the window?
// Grain: one row a step. A window runs from a person's first step, its last moment included; of several
//   attempts the furthest counts (the reading of ClickHouse's windowFunnel in its default mode).
//   Events of one instant stay in their source's order.
// Parameters:
//   steps: LIST<STRING> - event names, in order
//   window: INTEGER = 604800000000 - microseconds from the first step
// Returns: step INTEGER, name STRING, people INTEGER
// Example: onepath query journeys/funnel --param steps=product_view,add_to_cart,purchase
CYPHER 25
MATCH (journey:Journey)
WITH journey.path AS path, journey.at AS at
WHERE $steps[0] IN path
// earliest[n]: where step n was done first after earliest[n - 1]; the length of the path when it never was.
WITH path, at, size(path) AS length, reverse(path) AS backwards, reduce(
  earliest = [-1], name IN $steps | earliest + [
    CASE coll.indexOf(path[earliest[-1] + 1 ..], name)
      WHEN -1 THEN size(path)
      ELSE earliest[-1] + 1 + coll.indexOf(path[earliest[-1] + 1 ..], name)
    END]
)[1..] AS earliest
// The order alone lets nobody come further than this.
WITH path, at, length, backwards, earliest, size([place IN earliest WHERE place < length]) AS furthest
WITH CASE
  WHEN at[toInteger(earliest[furthest - 1])] - at[toInteger(earliest[0])] <= $window THEN furthest
  ELSE reduce(reached = 1, step IN range(furthest, 2, -1) | CASE
    WHEN reached > 1 THEN reached
    // From a time this step was done, walk back over the nearest steps before it: the latest possible start.
    WHEN any(last IN range(length - 1, toInteger(earliest[step - 1]), -1)
      WHERE path[last] = $steps[step - 1] AND at[last] - $window <= at[reduce(
        place = last, before IN range(step - 2, 0, -1) |
        place - 1 - coll.indexOf(backwards[length - place ..], $steps[before]))])
    THEN step
    ELSE 1
  END)
END AS reached
WITH reached, count(*) AS people
WITH collect({reached: reached, people: people}) AS groups
UNWIND range(1, size($steps)) AS step
RETURN step, $steps[step - 1] AS name,
       reduce(sum = 0, group IN groups | sum + CASE WHEN group.reached >= step THEN group.people ELSE 0 END) AS people
ORDER BY step
