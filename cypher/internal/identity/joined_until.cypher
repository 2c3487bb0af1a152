// Answers: Between which identifiers was there a link before a moment?
//   Columns and not rows: a list is read fifty times faster than as many rows.
// Grain: one row for each five-hundredth of the identifiers; a place in every list is a link.
// Parameters:
//   until: DATETIME - the moment
//   thresholds: MAP - for a rule, the least confidence
//   dead: MAP - for a kind, the time before which a link of it was too old then
// Returns: a LIST<INTEGER>, b LIST<INTEGER>, old LIST<BOOLEAN> (whether it began so early that it may have been too old)
// Example: run by onepath identity map
MATCH (one:Identifier)-[link:LINK]->(other:Identifier)
WHERE link.rule <> 'by_hand' AND (link.first_seen IS NULL OR link.first_seen < $until)
  AND link.confidence >= coalesce($thresholds[link.rule], 0.0)
WITH id(one) % 500 AS part, collect(id(one)) AS a, collect(id(other)) AS b,
     collect(coalesce(link.first_seen < $dead[one.kind], false) OR coalesce(link.first_seen < $dead[other.kind], false)) AS old
RETURN a, b, old
