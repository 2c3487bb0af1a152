// Answers: Projects identifiers and the links that may join people into GDS's memory.
//   A link may join when neither end is blocked, its rule is sure enough of it, nobody has said that
//   the two ends are two people, and it was seen again within its life.
// Grain: one row.
// Parameters:
//   graph: STRING - the name of the projection
//   thresholds: MAP - for a rule, the least confidence
//   dead: MAP - for a kind, the time before which a link of it is too old
// Returns: identifiers INTEGER, links INTEGER
// Example: run by onepath resolve
MATCH (a:Identifier)
OPTIONAL MATCH (a)-[link:LINK]->(b:Identifier)
WHERE a.blocked IS NULL AND b.blocked IS NULL
  AND link.confidence >= coalesce($thresholds[link.rule], 0.0)
  AND NOT coalesce(link.last_seen < $dead[a.kind], false)
  AND NOT coalesce(link.last_seen < $dead[b.kind], false)
  AND NOT EXISTS { (a)-[:APART]-(b) }
WITH gds.graph.project($graph, a, b, {}, {undirectedRelationshipTypes: ['*']}) AS projection
RETURN projection.nodeCount AS identifiers, projection.relationshipCount AS links
