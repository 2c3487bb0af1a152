// Answers: What had people said by hand before a moment, and what had they taken back, in order?
// Grain: one row per decision.
// Parameters:
//   until: DATETIME - the moment
// Returns: key STRING, said LIST<STRING>, taken_back LIST<STRING>
// Example: run by onepath identity map
MATCH (decision:Decision)
WHERE decision.at < $until AND (decision.said <> [] OR decision.taken_back <> [])
RETURN decision.key AS key, decision.said AS said, decision.taken_back AS taken_back
ORDER BY decision.at, key
