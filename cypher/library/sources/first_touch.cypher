// Answers: Where do people come from first, and how many of them convert later?
// Grain: one row per source and event that somebody's journey begins with, the most people first.
// Parameters:
//   conversion: STRING = purchase - the event that counts as a conversion
// Returns: source STRING, event STRING, people INTEGER, converted INTEGER, conversion_rate FLOAT
// Example: onepath query sources/first_touch
MATCH (journey:Journey)
WHERE journey.length > 0
WITH journey.sources[0] AS source, journey.path[0] AS event, $conversion IN journey.path AS converts
WITH source, event, count(*) AS people, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converted
RETURN source, event, people, converted, toFloat(converted) / people AS conversion_rate
ORDER BY people DESC, source, event
