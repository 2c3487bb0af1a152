// Answers: Who put something in the cart and did not buy within a given time?
// Grain: one row per person, the latest abandoned cart first.
// Parameters:
//   cart: STRING = add_to_cart - the event that fills a cart
//   purchase: STRING = purchase - the event that empties it
//   hours: INTEGER = 2 - how long a purchase may take
//   limit: INTEGER = 100 - the maximum number of people
// Returns: oneid STRING, last_abandoned_at ZONED DATETIME, abandoned INTEGER
// Example: onepath query funnels/abandoned_carts --param hours=24
MATCH (event:Event) WHERE event.corrected_at IS NOT NULL
WITH event.corrected_at AS latest ORDER BY latest DESC LIMIT 1
MATCH (cart:Event {name: $cart})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH person, cart.corrected_at AS added, cart.corrected_at + duration({hours: $hours}) AS until, latest
// A cart that is younger than the hours may still be bought.
WHERE until <= latest AND NOT EXISTS {
  (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(purchase:Event {name: $purchase})
  WHERE added <= purchase.corrected_at <= until
}
RETURN person.oneid AS oneid, max(added) AS last_abandoned_at, count(*) AS abandoned
ORDER BY last_abandoned_at DESC, oneid
LIMIT $limit
