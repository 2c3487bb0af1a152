// Answers: Which of these identifiers were known before a moment, since when, and with how many links?
// Grain: one row per identifier that was known then (see internal/identity/identifiers_until).
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: key STRING, first_seen INTEGER, links INTEGER
// Example: run by onepath person
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
WHERE (identifier.first_seen < $until
   OR (identifier.first_seen IS NULL AND NOT EXISTS { (identifier)<-[:HAS|HAD]-() })
   OR EXISTS {
     (identifier)<-[:HAS|HAD]-(:User)<-[:OF]-(record:UserRecord)
     WHERE (record.updated_at IS NULL OR record.updated_at < $until) AND identifier.key IN record._identifiers
   })
RETURN identifier.key AS key,
       CASE WHEN identifier.first_seen < $until
         THEN identifier.first_seen.epochSeconds * 1000000 + identifier.first_seen.microsecond END AS first_seen,
       COUNT {
         (identifier)-[link:LINK|ENDED_LINK]-()
         WHERE link.rule <> 'by_hand' AND (link.first_seen IS NULL OR link.first_seen < $until)
         // include: fragments/held_until
       } AS links
