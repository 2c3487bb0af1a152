// Answers: How many people browse, add to the cart, fail to pay, contact support and still buy, in this order?
//   Any steps can be given. A person's best attempt counts; the conversion window starts with its first step.
// Grain: one row per step that somebody reached.
// Parameters:
//   steps: LIST<STRING> = [browse, add_to_cart, payment_failed, support_chat, purchase] - event names, in order
//   days: INTEGER = 7 - the conversion window
// Returns: step INTEGER, event STRING, people INTEGER
// Example: onepath query funnels/browse_to_purchase --param days=3
MATCH (person:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
WHERE event.name IN $steps
WITH person, event ORDER BY event.journey_position
WITH person, collect(event) AS events
// Every event of the first step begins an attempt: the events after it, as long as the window is open.
UNWIND [n IN range(0, size(events) - 1) WHERE events[n].name = $steps[0]] AS n
WITH person, events[n].corrected_at + duration({days: $days}) AS until, events[n + 1 ..] AS later
WITH person, [event IN later WHERE event.corrected_at <= until | event.name] AS names
// Of these, each that is the next step takes the attempt one step further.
WITH person, max(reduce(reached = 1, name IN names | reached + CASE WHEN name = $steps[reached] THEN 1 ELSE 0 END)) AS reached
UNWIND range(1, reached) AS step
RETURN step, $steps[step - 1] AS event, count(*) AS people
ORDER BY step
