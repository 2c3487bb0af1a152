// Answers: How long do people take from one purchase to the next, for the second purchase, the third, and so on?
// Grain: one row per number of the purchase, from the second on.
// Parameters:
//   event: STRING = purchase - the event that repeats
// Returns: number INTEGER, people INTEGER, median_days FLOAT, p90_days FLOAT
// Example: onepath query retention/days_between_purchases
MATCH (event:Event {name: $event})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH person, event.corrected_at AS at ORDER BY at
WITH person, collect(at) AS times
UNWIND range(1, size(times) - 1) AS place
WITH place + 1 AS number, duration.inSeconds(times[place - 1], times[place]).seconds / 86400.0 AS days
RETURN number, count(*) AS people, percentileCont(days, 0.5) AS median_days, percentileCont(days, 0.9) AS p90_days
ORDER BY number
