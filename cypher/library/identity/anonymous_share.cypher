// Answers: What share of each source's events is of people who never gave a name, number or address?
// Grain: one row per source, the most anonymous first.
// Parameters: none
// Returns: source STRING, events INTEGER, anonymous_events INTEGER, anonymous_share FLOAT
// Example: onepath query identity/anonymous_share
MATCH (person:Person)
WITH person, NOT EXISTS {
  (person)<-[:IDENTIFIES]-(identifier:Identifier) WHERE NOT identifier.kind IN ['device', 'cookie']
} AS anonymous
MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
WITH event.source AS source, count(*) AS events, sum(CASE WHEN anonymous THEN 1 ELSE 0 END) AS anonymous_events
RETURN source, events, anonymous_events, toFloat(anonymous_events) / events AS anonymous_share
ORDER BY anonymous_share DESC, source
