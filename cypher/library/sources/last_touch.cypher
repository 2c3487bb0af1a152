// Answers: Which touchpoint was the last one before each conversion?
// Grain: one row per source and touchpoint, the most conversions first; null for conversions without any.
// Parameters:
//   conversion: STRING = purchase - the event that counts as a conversion
//   touchpoints: LIST<STRING> = [email_click, sms_click, menu_click, follow, support_chat] - the events that may lead to it
//   days: INTEGER = 30 - how far back a touchpoint counts
// Returns: source STRING, touchpoint STRING, conversions INTEGER, people INTEGER
// Example: onepath query sources/last_touch --param touchpoints=email_click,sms_click
MATCH (conversion:Event {name: $conversion})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
OPTIONAL CALL (conversion, person) {
  MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(touch:Event)
  WHERE touch.name IN $touchpoints AND touch.corrected_at < conversion.corrected_at
    AND touch.corrected_at >= conversion.corrected_at - duration({days: $days})
  RETURN touch
  ORDER BY touch.corrected_at DESC, touch.sequence DESC, touch.key DESC
  LIMIT 1
}
RETURN touch.source AS source, touch.name AS touchpoint, count(*) AS conversions, count(DISTINCT person) AS people
ORDER BY conversions DESC, source, touchpoint
