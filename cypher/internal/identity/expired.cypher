// Answers: Marks the ends of links that have grown too old since the last resolve.
// Grain: one row.
// Parameters:
//   before: MAP - for a kind, the time before which a link of it was too old
//   dead: MAP - for a kind, the time before which it is too old now
// Returns: links INTEGER
// Example: run by onepath resolve
MATCH (a:Identifier)-[link:LINK]->(b:Identifier)
WHERE (link.last_seen < $dead[a.kind] AND NOT coalesce(link.last_seen < $before[a.kind], false))
   OR (link.last_seen < $dead[b.kind] AND NOT coalesce(link.last_seen < $before[b.kind], false))
SET a:ResolveDue, b:ResolveDue
RETURN count(link) AS links
