// Answers: Which properties of an event have few values, in the first thousand of these events?
// Grain: one row per property.
// Parameters:
//   event: STRING - the event's name
//   values: INTEGER = 200 - the most values
// Returns: property STRING
// Example: onepath query internal/changes/event_properties --param event=payment_failed
MATCH (event:Event {name: $event})
WITH event LIMIT 1000
UNWIND keys(event) AS property
WITH event, property
WHERE NOT property IN
// include: fragments/event_fields
WITH property, count(DISTINCT toStringOrNull(event[property])) AS values
WHERE values <= $values
RETURN property
ORDER BY property
