// Answers: Which events look like the same one sent twice under different message ids?
// Grain: one row per source, event name and number of copies: events of one identifier at one instant.
// Parameters: none
// Returns: source STRING, event STRING, copies INTEGER, cases INTEGER, example LIST<STRING>
// Example: onepath query quality/duplicates
MATCH (event:Event)-[:BY]->(identifier:Identifier)
WITH identifier, event.source AS source, event.name AS name, event.original_at AS at, collect(event.key) AS keys
WHERE size(keys) > 1
RETURN source, name AS event, size(keys) AS copies, count(*) AS cases, head(collect(keys)) AS example
ORDER BY cases DESC, source, event, copies
