// Answers: How many events had which value of a property, day by day?
// Grain: one row per value and a day (since 1970).
// Parameters:
//   property: STRING - the property
//   passive: LIST<STRING> = [] - events that nobody did, left out
// Returns: value STRING, day INTEGER, times INTEGER
// Example: onepath query internal/changes/values_by_day --param property=platform
MATCH (event:Event)
WHERE event[$property] IS NOT NULL AND NOT event.name IN $passive
WITH toStringOrNull(event[$property]) AS value, event.corrected_at.epochSeconds * 1000000 AS at
RETURN value,
  // include: fragments/local_day
  AS day, count(*) AS times
