// Answers: What was this decision?
// Grain: one row, or none.
// Parameters:
//   key: STRING - the decision
// Returns: key STRING, kind STRING, by STRING, reason STRING, at DATETIME, in_force BOOLEAN, before LIST<STRING>, after LIST<STRING>, moved LIST<STRING>, moved_from LIST<STRING>, moved_to LIST<STRING>, links LIST<STRING>, said LIST<STRING>, taken_back LIST<STRING>
// Example: onepath query internal/identity/decision --param key=...
MATCH (decision:Decision {key: $key})
RETURN decision.key AS key, decision.kind AS kind, decision.by AS by, decision.reason AS reason, decision.at AS at,
       decision.in_force AS in_force, decision.before AS before, decision.after AS after,
       decision.moved AS moved, decision.moved_from AS moved_from, decision.moved_to AS moved_to,
       decision.links AS links, decision.said AS said, decision.taken_back AS taken_back
