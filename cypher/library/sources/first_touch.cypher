// Answers: Where do people come from first, and how many of them convert later?
// Grain: one row per source and event that somebody did first, the most people first.
// Parameters:
//   conversion: STRING = purchase - the event that counts as a conversion
// Returns: source STRING, event STRING, people INTEGER, converted INTEGER, conversion_rate FLOAT
// Example: onepath query sources/first_touch
// Messages that the company sent, and what systems do by themselves, are no touchpoints.
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive
MATCH (journey:Journey)
WITH journey, [k IN range(0, size(journey.path) - 1) WHERE NOT journey.path[k] IN passive][0] AS first
WHERE first IS NOT NULL
WITH journey.sources[first] AS source, journey.path[first] AS event, $conversion IN journey.path AS converts
WITH source, event, count(*) AS people, sum(CASE WHEN converts THEN 1 ELSE 0 END) AS converted
RETURN source, event, people, converted, toFloat(converted) / people AS conversion_rate
ORDER BY people DESC, source, event
