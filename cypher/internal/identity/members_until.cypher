// Answers: Which of these identifiers were known before a moment, since when, and with how many links?
// Grain: one row an identifier that was known then (see internal/identity/identifiers_until).
// Parameters:
//   nodes: LIST<INTEGER> - identifiers, by Neo4j's own number
//   until: DATETIME - the moment
// Returns: node INTEGER, key STRING, first_seen INTEGER, links INTEGER
// Example: run by onepath person
UNWIND $nodes AS node
MATCH (identifier:Identifier) WHERE id(identifier) = node
  AND (identifier.first_seen < $until
   OR (identifier.first_seen IS NULL AND NOT EXISTS { (identifier)<-[:HAS]-() })
   OR EXISTS { (identifier)<-[:HAS]-(user:User) WHERE user.updated_at IS NULL OR user.updated_at < $until }
   OR EXISTS { (identifier)-[link:LINK {rule: 'same_user'}]-() WHERE link.first_seen IS NULL OR link.first_seen < $until })
RETURN id(identifier) AS node, identifier.key AS key,
       CASE WHEN identifier.first_seen < $until
         THEN identifier.first_seen.epochSeconds * 1000000 + identifier.first_seen.microsecond END AS first_seen,
       COUNT {
         (identifier)-[link:LINK]-()
         WHERE link.rule <> 'by_hand' AND (link.first_seen IS NULL OR link.first_seen < $until)
       } AS links
