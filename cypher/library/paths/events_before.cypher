// Answers: Which events come in the hours before an event, and how typical are they of it?
// Grain: one row per event, the most people first.
// Parameters:
//   event: STRING = purchase - the event
//   hours: INTEGER = 24 - how far back
// Returns: event_before STRING, people INTEGER, share FLOAT
// Example: onepath query paths/events_before --param event=payment_failed --param hours=1
MATCH (event:Event {name: $event})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH count(DISTINCT person) AS everybody
MATCH (event:Event {name: $event})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(before:Event)
WHERE before.corrected_at < event.corrected_at AND before.corrected_at >= event.corrected_at - duration({hours: $hours})
WITH everybody, before.name AS event_before, count(DISTINCT person) AS people
RETURN event_before, people, toFloat(people) / everybody AS share
ORDER BY people DESC, event_before
