// Answers: Undoes a manual decision.
// Grain: one row per identifier whose people have to be decided anew.
// Parameters:
//   rows: LIST<MAP> - kind (merge, keep_separate or block), a, b (identifier keys; b is null for a block)
// Returns: key STRING
// Example: run by onepath identity undo
UNWIND $rows AS row
MATCH (a:Identifier {key: row.a})
USING INDEX SEEK a:Identifier(key)
CALL (a, row) {
  WITH a, row WHERE row.kind = 'merge'
  MATCH (a)-[link:LINK {rule: 'by_hand'}]-(b:Identifier {key: row.b})
  USING INDEX SEEK b:Identifier(key)
  DELETE link
  RETURN b AS other
  UNION
  WITH a, row WHERE row.kind = 'keep_separate'
  MATCH (a)-[apart:APART]-(b:Identifier {key: row.b})
  USING INDEX SEEK b:Identifier(key)
  DELETE apart
  RETURN b AS other
  UNION
  WITH a, row WHERE row.kind = 'block'
  // Not removed: whoever decides anew has to see that it joined nobody until now.
  SET a.blocked = 'taken back'
  RETURN a AS other
}
UNWIND [a, other] AS identifier
WITH DISTINCT identifier
RETURN identifier.key AS key
