// Answers: How often had an event which value of these properties, day by day?
// Grain: one row per property, value (null for a list) and day (since 1970).
// Parameters:
//   event: STRING - the event's name
//   properties: LIST<STRING> - the properties
// Returns: property STRING, value STRING, day INTEGER, times INTEGER
// Example: onepath query internal/changes/event_values --param event=payment_failed --param properties=error,provider
MATCH (event:Event {name: $event})
UNWIND $properties AS property
WITH event, property
WHERE event[property] IS NOT NULL
WITH property, toStringOrNull(event[property]) AS value, event.corrected_at.epochSeconds * 1000000 AS at
RETURN property, value,
  // include: fragments/local_day
  AS day, count(*) AS times
