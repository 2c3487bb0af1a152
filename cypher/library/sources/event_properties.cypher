// Answers: Which properties do events have, and which events have them?
// Grain: one row per property that the data brought, from twenty events of each event type: a glance, not a count.
// Parameters: none
// Returns: property STRING, events LIST<STRING>, example STRING
// Example: onepath query sources/event_properties
MATCH (type:EventType)
CALL (type) {
  MATCH (event:Event {name: type.name})
  WHERE event.source = type.source
  RETURN event LIMIT 20
}
UNWIND keys(event) AS property
WITH property, type, event
WHERE NOT property IN ['key', 'source', 'message_id', 'name', 'sequence', 'original_at', 'sent_at', 'received_at', 'corrected_at', 'journey_position', '_content', '_loads']
RETURN property, collect(DISTINCT type.name) AS events, min(toString(event[property])) AS example
ORDER BY property
