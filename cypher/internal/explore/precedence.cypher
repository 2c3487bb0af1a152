// Answers: Of two events that people have, which do they have first?
// Grain: one row per pair of events that some journey has in this order, by the first time of each; an event
//   paired with itself counts all who have it.
// Parameters:
//   names: LIST<STRING> - the events to compare
//   journeys: INTEGER = 20000 - how many journeys to read at most: a glance, not a count
// Returns: earlier STRING, later STRING, people INTEGER
// Example: onepath query internal/explore/precedence --param names=product_view,add_to_cart,purchase
MATCH (journey:Journey)
WITH journey.path AS path LIMIT $journeys
WITH [name IN path WHERE name IN $names] AS path
// The names in the order in which each came first.
WITH reduce(order = [], name IN path | CASE WHEN name IN order THEN order ELSE order + name END) AS order
UNWIND range(0, size(order) - 1) AS first
UNWIND range(first, size(order) - 1) AS second
RETURN order[first] AS earlier, order[second] AS later, count(*) AS people
ORDER BY earlier, later
