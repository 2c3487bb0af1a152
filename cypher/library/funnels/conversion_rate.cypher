// Answers: How many of the people who do one event do another one after it, within a given time?
// Grain: one row. Where nobody does the first event, the rate is null.
// Parameters:
//   first: STRING = add_to_cart - the event to start from
//   then: STRING = purchase - the event to convert to
//   days: INTEGER = 7 - the conversion window
// Returns: people INTEGER, converted INTEGER, conversion_rate FLOAT
// Example: onepath query funnels/conversion_rate --param first=product_view --param then=add_to_cart
MATCH (first:Event {name: $first})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH person, EXISTS {
  (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(then:Event {name: $then})
  WHERE then.journey_position > first.journey_position
    AND then.corrected_at <= first.corrected_at + duration({days: $days})
} AS converts
WITH person, max(CASE WHEN converts THEN 1 ELSE 0 END) AS converted
WITH count(*) AS people, sum(converted) AS converted
RETURN people, converted, CASE WHEN people > 0 THEN toFloat(converted) / people END AS conversion_rate
