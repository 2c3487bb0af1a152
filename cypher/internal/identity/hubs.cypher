// Answers: Which identifiers have so many links that they can be nobody's?
// Grain: one row per identifier.
// Parameters:
//   most: INTEGER = 2000 - how many links are still one person's
// Returns: key STRING, links INTEGER
// Example: onepath query internal/identity/hubs
MATCH (identifier:Identifier)
WITH identifier, COUNT { (identifier)-[:LINK]-() } AS links
WHERE links > $most
RETURN identifier.key AS key, links
ORDER BY links DESC
