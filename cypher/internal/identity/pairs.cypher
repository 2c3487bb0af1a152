// Answers: Which identifiers does any evidence link that is sure enough for its rule?
// Grain: one row for two thousand of them; a place in both lists is a link.
// Parameters:
//   thresholds: MAP - for a rule, the least confidence
// Returns: a LIST<STRING>, b LIST<STRING>
// Example: run by onepath identity evaluate
MATCH (a:Identifier)-[link:LINK]->(b:Identifier)
WHERE link.confidence >= coalesce($thresholds[link.rule], 0.0)
WITH collect(a.key) AS a, collect(b.key) AS b
UNWIND range(0, size(a) - 1, 2000) AS start
RETURN a[start .. start + 2000] AS a, b[start .. start + 2000] AS b
