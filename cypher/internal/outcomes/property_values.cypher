// Answers: Which values does a property of events have, and in how many events?
// Grain: one row per value, the most frequent first.
// Parameters:
//   property: STRING - the property
//   names: LIST<STRING> = null - only events of these names
//   limit: INTEGER = 101 - the most values
// Returns: value STRING, events INTEGER
// Example: onepath query internal/outcomes/property_values --param property=campaign
MATCH (event:Event)
WHERE event[$property] IS NOT NULL AND ($names IS NULL OR event.name IN $names)
WITH toStringOrNull(event[$property]) AS value
WHERE value IS NOT NULL
RETURN value, count(*) AS events
ORDER BY events DESC, value
LIMIT $limit
