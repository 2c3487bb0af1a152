// Answers: What had been seen of these identifiers before a moment, and by which sources?
// Grain: one row per identifier.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   until: DATETIME - the moment
// Returns: key STRING, kind STRING, value STRING, first_seen DATETIME, last_seen DATETIME, event_count INTEGER, sources LIST
// Example: run by onepath person
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
USING INDEX SEEK identifier:Identifier(key)
CALL (identifier) {
  MATCH (identifier)<-[:BY|CARRIES]-(event:Event) WHERE coalesce(event.corrected_at, $until) < $until
  RETURN count(event) AS event_count, min(event.corrected_at) AS first_seen, max(event.corrected_at) AS last_seen,
         collect(DISTINCT event.source) AS seen_by
}
RETURN identifier.key AS key, identifier.kind AS kind, identifier.value AS value, first_seen, last_seen, event_count,
       COLLECT {
         UNWIND seen_by AS source RETURN source
         UNION
         MATCH (identifier)<-[:HAS|HAD]-(user:User)<-[:OF]-(record:UserRecord)
         WHERE (record.updated_at IS NULL OR record.updated_at < $until) AND identifier.key IN record._identifiers
         RETURN DISTINCT user.source AS source
       } AS sources
ORDER BY kind, value
