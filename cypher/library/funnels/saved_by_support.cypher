// Answers: Do people still buy after a failed payment, and does support help?
// Grain: one row for failed payments with a support contact after them, one for those without.
// Parameters:
//   failure: STRING = payment_failed - the event that goes wrong
//   support: STRING = support_chat - the contact
//   conversion: STRING = purchase - the event that saves it
//   hours: INTEGER = 24 - how long after the failure both count
// Returns: contacted_support BOOLEAN, failures INTEGER, converted INTEGER, conversion_rate FLOAT
// Example: onepath query funnels/saved_by_support --param hours=2
MATCH (failure:Event {name: $failure})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH person, failure.corrected_at AS failed, failure.corrected_at + duration({hours: $hours}) AS until
WITH EXISTS {
       (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(support:Event {name: $support})
       WHERE failed <= support.corrected_at <= until
     } AS contacted_support,
     EXISTS {
       (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(conversion:Event {name: $conversion})
       WHERE failed <= conversion.corrected_at <= until
     } AS converts
WITH contacted_support, count(*) AS failures, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converted
RETURN contacted_support, failures, converted, toFloat(converted) / failures AS conversion_rate
ORDER BY contacted_support
