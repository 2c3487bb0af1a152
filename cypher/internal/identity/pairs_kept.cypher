// Answers: Which identifiers are linked by evidence that no merge rule blocks, and how probable are the similar ones?
// Grain: one row for two thousand of them; a place in every list is a link.
// Parameters: none
// Returns: a LIST<STRING>, b LIST<STRING>, similar LIST<FLOAT>
// Example: run by onepath identity evaluate
MATCH (a:Identifier)-[link:LINK]->(b:Identifier)
WHERE link.cut IS NULL
  AND a.blocked IS NULL AND b.blocked IS NULL AND a.shared IS NULL AND b.shared IS NULL
WITH collect(a.key) AS a, collect(b.key) AS b,
     // Evidence that is certain, whatever the threshold, is below all of them.
     collect(CASE link.rule WHEN 'similar' THEN link.confidence ELSE -1.0 END) AS similar
UNWIND range(0, size(a) - 1, 2000) AS start
RETURN a[start .. start + 2000] AS a, b[start .. start + 2000] AS b, similar[start .. start + 2000] AS similar
