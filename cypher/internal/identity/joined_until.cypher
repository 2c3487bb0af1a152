// Answers: Between which identifiers was there a link before a moment?
//   Columns and not rows: a list is read fifty times faster than as many rows.
// Grain: one row for two thousand of them; a place in every list is a link.
// Parameters:
//   thresholds: MAP - for a rule, the least confidence
//   dead: MAP - for a kind, the time before which a link of it was too old then
// Returns: a LIST<STRING>, b LIST<STRING>, old LIST<BOOLEAN> (whether it began so early that it may have been too old)
// Example: run by onepath identity map
MATCH (one:Identifier)-[link:LINK|ENDED_LINK]->(other:Identifier)
WHERE link.rule <> 'by_hand' AND (link.first_seen IS NULL OR link.first_seen < $until)
// include: fragments/held_until
  AND link.confidence >= coalesce($thresholds[link.rule], 0.0)
WITH collect(one.key) AS a, collect(other.key) AS b,
     collect(coalesce(link.first_seen < $dead[one.kind], false) OR coalesce(link.first_seen < $dead[other.kind], false)) AS old
UNWIND range(0, size(a) - 1, 2000) AS start
RETURN a[start .. start + 2000] AS a, b[start .. start + 2000] AS b, old[start .. start + 2000] AS old
