// Answers: Which people were merged in the last days, by whom or which rule, and is it still in force?
// Grain: one row per decision that merged people, the latest first. A decision is dated by the clock, not by the data.
// Parameters:
//   days: INTEGER = 7 - how many days back from now
//   limit: INTEGER = 50 - the maximum number of decisions
// Returns: at ZONED DATETIME, by STRING, reason STRING, in_force BOOLEAN, people_before LIST<STRING>, people_after LIST<STRING>, decision STRING
// Example: onepath query identity/merged_lately --param days=30
MATCH (decision:Decision {kind: 'merge'})
WHERE decision.at >= datetime() - duration({days: $days})
RETURN decision.at AS at, decision.by AS by, decision.reason AS reason, decision.in_force AS in_force,
       decision.before AS people_before, decision.after AS people_after, decision.key AS decision
ORDER BY at DESC, decision
LIMIT $limit
