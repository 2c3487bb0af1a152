// Answers: How long do people take from one event to another?
// Grain: one row; null where nobody converts. Each person's first conversion counts, from the last time of the first event before it.
// Parameters:
//   first: STRING = add_to_cart - the event to start from
//   then: STRING = purchase - the event to convert to
//   days: INTEGER = 7 - the conversion window
// Returns: converted INTEGER, fastest_minutes FLOAT, median_minutes FLOAT, p90_minutes FLOAT
// Example: onepath query funnels/time_to_convert --param first=product_view --param then=add_to_cart
MATCH (then:Event {name: $then})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(first:Event {name: $first})
WHERE first.journey_position < then.journey_position
  AND then.corrected_at <= first.corrected_at + duration({days: $days})
WITH person, then, max(first.corrected_at) AS began ORDER BY then.journey_position
WITH person, head(collect(duration.inSeconds(began, then.corrected_at))) AS took
WITH took.microseconds / 60000000.0 AS minutes
RETURN count(*) AS converted, min(minutes) AS fastest_minutes, percentileDisc(minutes, 0.5) AS median_minutes,
       percentileDisc(minutes, 0.9) AS p90_minutes
