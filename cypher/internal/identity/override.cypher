// Answers: Writes a manual decision: two identifiers are one person, two identifiers are two people, or one is blocked.
// Grain: one row per identifier whose people have to be decided anew.
// Parameters:
//   decision: STRING - the decision that says so
//   rows: LIST<MAP> - kind (merge, keep_separate or block), a, b (identifier keys; b is null for a block)
// Returns: key STRING
// Example: run by onepath identity merge
UNWIND $rows AS row
MATCH (a:Identifier {key: row.a})
CALL (a, row) {
  WITH a, row WHERE row.kind = 'merge'
  MATCH (b:Identifier {key: row.b})
  MERGE (a)-[link:LINK {key: 'by_hand|' + a.key + '|' + b.key}]->(b)
  // Without a time it never grows old.
  SET link.rule = 'by_hand', link.source = 'by hand', link.confidence = 1.0, link.count = 1, link.decision = $decision
  RETURN b AS other
  UNION
  WITH a, row WHERE row.kind = 'keep_separate'
  MATCH (b:Identifier {key: row.b})
  MERGE (a)-[apart:APART]-(b)
  SET apart.decision = $decision
  RETURN b AS other
  UNION
  WITH a, row WHERE row.kind = 'block'
  WITH a, a.blocked AS before
  SET a.blocked = 'by hand'
  WITH a, before
  // Of an identifier that was blocked by the rules nobody has to be decided about anew.
  OPTIONAL MATCH (a)-[:LINK]-(neighbour:Identifier) WHERE before IS NULL
  UNWIND [a, neighbour] AS other
  RETURN other
}
UNWIND [a, other] AS identifier
WITH DISTINCT identifier WHERE identifier IS NOT NULL
RETURN identifier.key AS key
