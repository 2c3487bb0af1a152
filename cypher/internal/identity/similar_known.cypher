// Answers: Which similar links are there, and how sure are they?
// Grain: one row for two thousand of them; a place in every list is a link.
// Parameters: none
// Returns: keys LIST<STRING>, confidences LIST<FLOAT>, last_seen LIST<INTEGER>
// Example: run by onepath identity similar
MATCH (a:Identifier)-[link:LINK {rule: 'similar'}]->()
WITH collect(link.key) AS keys, collect(link.confidence) AS confidences,
     collect(coalesce(link.last_seen.epochSeconds * 1000000 + link.last_seen.microsecond, -1)) AS last_seen
UNWIND range(0, size(keys) - 1, 2000) AS start
RETURN keys[start .. start + 2000] AS keys, confidences[start .. start + 2000] AS confidences, last_seen[start .. start + 2000] AS last_seen
