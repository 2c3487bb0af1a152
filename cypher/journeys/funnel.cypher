// Answers: How many people came how far through these steps, in order, within the window?
// Grain: one row a number of steps that somebody reached and no more. A window runs from a person's first step,
//   its last moment included; of several attempts the furthest counts (the reading of ClickHouse's windowFunnel
//   in its default mode). Events of one instant stay in their source's order, and one event is one step.
// Parameters:
//   steps: LIST<STRING> - event names, in order; alternatives have | between them
//   by_letter: BOOLEAN = false - the steps are given as the letters of their event types
//   window: INTEGER = 604800000000 - microseconds from the first step
//   part: INTEGER = 0 - which part of the journeys, if they are asked in several parts
//   parts: INTEGER = 1 - in how many
// Returns: reached INTEGER, people INTEGER
// Example: onepath query journeys/funnel --param steps=product_view,add_to_cart,purchase
CYPHER 25
MATCH (type:EventType)
WITH collect(type) AS types
// others[n]: all letters but those of step n. A trail that they are trimmed off begins with step n.
WITH [step IN $steps | reduce(letters = '', type IN types |
  CASE WHEN CASE WHEN $by_letter THEN step CONTAINS type.letter ELSE type.name IN split(step, '|') END
  THEN letters ELSE letters + type.letter END)] AS others
WITH others, reverse(others) AS backwards, size(others) AS steps, reduce(marks = '', step IN $steps | marks + '.') AS marks
MATCH (journey:Journey)
WHERE id(journey) % $parts = $part AND size(ltrim(journey.trail, others[0])) > 0
// Each step takes away the letters up to its next event, or one mark: of a trail that ends too soon as many
// marks are left as steps were done.
WITH others, backwards, steps, journey, size(journey.trail) AS length,
     size(reduce(rest = journey.trail + marks, letters IN others | substring(ltrim(rest, letters), 1))) AS left
WITH others, backwards, steps, journey, length, left, CASE WHEN left < steps THEN left ELSE steps END AS furthest
// The order alone lets nobody come further than that. place: where the last of these steps was first done.
WITH others, backwards, journey, furthest, CASE
  WHEN furthest = 1 THEN 0
  WHEN left >= steps THEN length + steps - left - 1
  ELSE length - 1 - size(reduce(rest = journey.trail, letters IN others[.. furthest] | substring(ltrim(rest, letters), 1)))
END AS place
// Trimmed backwards from there, the trail ends with the latest first step that leads to it.
WITH others, journey, furthest, furthest = 1 OR
  toInteger(substring(journey.clock, 16 * place, 16)) - $window <= toInteger(substring(journey.clock, 16 * size(reduce(
    rest = left(journey.trail, place + 1), letters IN backwards[1 - furthest ..] | rtrim(left(rest, size(rest) - 1), letters)
  )) - 16, 16)) AS within
WITH CASE WHEN within THEN furthest ELSE size([start IN reduce(
  // For the few others: from event to event, the latest start of an attempt that came to each step in time.
  starts = [n IN range(1, furthest) | null],
  place IN range(0, size(journey.trail) - 1) | [n IN range(0, furthest - 1) | CASE
      WHEN others[n] CONTAINS substring(journey.trail, place, 1) THEN starts[n]
      WHEN n = 0 THEN toInteger(substring(journey.clock, 16 * place, 16))
      WHEN starts[n - 1] >= toInteger(substring(journey.clock, 16 * place, 16)) - $window THEN starts[n - 1]
      ELSE starts[n]
    END]) WHERE start IS NOT NULL]) END AS reached
RETURN reached, count(*) AS people
ORDER BY reached
