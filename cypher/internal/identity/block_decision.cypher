// Answers: Which manual decision blocks this identifier?
// Grain: one row, or none.
// Parameters:
//   said: STRING - the block, as a decision stores it
// Returns: key STRING, kind STRING, by STRING, reason STRING, at DATETIME
// Example: run by onepath identity explain
MATCH (decision:Decision) WHERE decision.in_force AND $said IN decision.said
RETURN decision.key AS key, decision.kind AS kind, decision.by AS by, decision.reason AS reason, decision.at AS at
ORDER BY at DESC LIMIT 1
