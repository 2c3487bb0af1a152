// Answers: Which identifiers are isolated, so that they merge no one, and why: blocked values, shared numbers, identifiers with too many links?
// Grain: one row per identifier, the most links first.
// Parameters:
//   limit: INTEGER = 50 - the maximum number of identifiers
// Returns: identifier STRING, reason STRING, links INTEGER, events INTEGER
// Example: onepath query identity/isolated_identifiers
MATCH (identifier:Identifier)
WHERE identifier.blocked IS NOT NULL OR identifier.shared IS NOT NULL
RETURN identifier.key AS identifier, coalesce(identifier.blocked, identifier.shared) AS reason,
       COUNT { (identifier)-[:LINK]-() } AS links, identifier.event_count AS events
ORDER BY links DESC, identifier
LIMIT $limit
