// Answers: Which identifiers had so many links before a moment that they could be nobody's?
// Grain: one row per identifier. Links by hand are not counted.
// Parameters:
//   most: INTEGER = 2000 - how many links are still one person's
// Returns: key STRING, links INTEGER
// Example: run by onepath identity map
MATCH (identifier:Identifier)
WHERE COUNT { (identifier)-[:LINK|ENDED_LINK]-() } > $most
WITH identifier, COUNT {
  (identifier)-[link:LINK|ENDED_LINK]-()
  WHERE link.rule <> 'by_hand' AND (link.first_seen IS NULL OR link.first_seen < $until)
  // include: fragments/held_until
} AS links
WHERE links > $most
RETURN identifier.key AS key, links
