// Answers: Which similar links are there, and how sure are they?
// Grain: one row for each five-hundredth of the identifiers; a place in every list is a link.
// Parameters: none
// Returns: keys LIST<STRING>, confidences LIST<FLOAT>, last_seen LIST<INTEGER>
// Example: run by onepath identity similar
MATCH (a:Identifier)-[link:LINK {rule: 'similar'}]->()
WITH id(a) % 500 AS part, collect(link.key) AS keys, collect(link.confidence) AS confidences,
     collect(coalesce(link.last_seen.epochSeconds * 1000000 + link.last_seen.microsecond, -1)) AS last_seen
RETURN keys, confidences, last_seen
