// Answers: Which properties of their own do events have? A glance at twenty events of each event type.
// Grain: one row per property.
// Parameters: none
// Returns: property STRING, types INTEGER
// Example: onepath query internal/outcomes/property_names
MATCH (type:EventType)
CALL (type) {
  MATCH (event:Event {name: type.name})
  WHERE event.source = type.source
  RETURN event LIMIT 20
}
UNWIND keys(event) AS property
WITH type, property
WHERE NOT property IN
// include: fragments/event_fields
RETURN property, count(DISTINCT type) AS types
ORDER BY types DESC, property
