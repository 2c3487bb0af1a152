// Answers: Which identifiers does any evidence link that is sure enough for its rule?
// Grain: one row for each five-hundredth of the identifiers; a place in both lists is a link.
// Parameters:
//   thresholds: MAP - for a rule, the least confidence
// Returns: a LIST<STRING>, b LIST<STRING>
// Example: run by onepath identity evaluate
MATCH (a:Identifier)-[link:LINK]->(b:Identifier)
WHERE link.confidence >= coalesce($thresholds[link.rule], 0.0)
WITH id(a) % 500 AS part, collect(a.key) AS a, collect(b.key) AS b
RETURN a, b
