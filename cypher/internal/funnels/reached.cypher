// Answers: How many people came how far through these steps, in order, within the window?
//   A window runs from a person's first step, its last moment included. Of several attempts the furthest counts
//   (the reading of ClickHouse's windowFunnel in its default mode), of those the first to get there, of those
//   the last to begin. Events of one instant stay in their source's order, and one event is one step.
// Grain: one row per number of steps that somebody reached and no more, and a letter of the first step if asked for.
// Parameters:
//   steps: LIST<STRING> - event names, in order; alternatives have | between them
//   by_letter: BOOLEAN = false - the steps are given as the letters of their event types
//   window: INTEGER = 604800000000 - microseconds from the first step
//   same: INTEGER = 16 - two times that are alike in so many first digits surely lie within the window
//   times: BOOLEAN = false - collect how long it took those who came to the end, in microseconds
//   by_source: BOOLEAN = false - apart for each letter of the first step's event
// Returns: reached INTEGER, first STRING, people INTEGER, durations LIST<INTEGER>
// Example: onepath query internal/funnels/reached --param steps=product_view,add_to_cart,purchase
CYPHER 25
MATCH (type:EventType)
WITH collect(type) AS types
// others[n]: all letters but those of step n. A trail that they are trimmed off begins with step n. (º stands for
// the event types that came after all letters were given out.)
WITH [step IN $steps | reduce(letters = 'º', type IN types |
  CASE WHEN CASE WHEN $by_letter THEN step CONTAINS type.letter ELSE type.name IN split(step, '|') END
  THEN letters ELSE letters + type.letter END)] AS others
WITH others, reverse(others) AS backwards, size(others) AS steps, reduce(marks = '', step IN $steps | marks + '.') AS marks
MATCH (journey:Journey)
WHERE
  // include: fragments/part
  AND size(ltrim(journey.trail, others[0])) > 0
  AND true /* filter journey, entry elsewhere */
// Each step takes away the letters up to its next event, or one mark: of a trail that ends too soon as many
// marks are left as steps were done.
WITH others, backwards, steps, journey, size(journey.trail) AS length,
     size(reduce(rest = journey.trail + marks, letters IN others | substring(ltrim(rest, letters), 1))) AS left
WITH others, backwards, steps, journey, length, left, CASE WHEN left < steps THEN left ELSE steps END AS furthest
// The order alone lets nobody come further than that. place: where the last of these steps was first done.
WITH others, backwards, steps, journey, length, furthest, CASE
  WHEN left >= steps THEN length + steps - left - 1
  ELSE length - 1 - size(reduce(rest = journey.trail, letters IN others[.. furthest] | substring(ltrim(rest, letters), 1)))
END AS place
// start: trimmed backwards from there, the trail ends with the latest first step that leads to it.
WITH others, steps, journey, furthest, place, CASE furthest WHEN 1 THEN place ELSE size(reduce(
  rest = left(journey.trail, place + 1), letters IN backwards[1 - furthest ..] | rtrim(left(rest, size(rest) - 1), letters)
)) - 1 END AS start
WITH others, steps, journey, furthest, start, CASE
  WHEN furthest = 1 THEN 0
  WHEN NOT $times AND substring(journey.clock, 16 * place, $same) = substring(journey.clock, 16 * start, $same) THEN 0
  ELSE toInteger(substring(journey.clock, 16 * place, 16)) - toInteger(substring(journey.clock, 16 * start, 16))
END AS duration
// The few whom the window keeps from that step are walked event by event. starts: of each step, the latest start
// of an attempt that came to it in time; best: how far, from where, and how long the first one took.
WITH steps, journey, furthest, start, duration, CASE WHEN duration > $window THEN
  head([letters IN [split(journey.trail, '')] | head([at IN [journey.at] | reduce(
    state = {starts: [n IN range(1, furthest) | null], best: [0, 0, 0]},
    place IN range(0, size(letters) - 1) | head([
      starts IN [[n IN range(0, furthest - 1) | CASE
        WHEN others[n] CONTAINS letters[place] THEN state.starts[n]
        WHEN n = 0 THEN place
        WHEN at[place] - $window <= at[toInteger(state.starts[n - 1])] THEN state.starts[n - 1]
        ELSE state.starts[n]
      END]] | head([reached IN [size([start IN starts WHERE start IS NOT NULL])] | {starts: starts, best: CASE
        WHEN reached <= state.best[0] THEN state.best
        ELSE [reached, starts[-1 + reached], at[place] - at[toInteger(starts[-1 + reached])]]
      END}])
    ])
  ).best])])
END AS walked
WITH steps, journey, coalesce(walked[0], furthest) AS reached, coalesce(walked[1], start) AS start,
     coalesce(walked[2], duration) AS duration
RETURN reached, CASE WHEN $by_source THEN substring(journey.trail, start, 1) ELSE '' END AS first,
       count(*) AS people, collect(CASE WHEN $times AND reached = steps THEN duration END) AS durations
ORDER BY reached, first
