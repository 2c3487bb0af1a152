// Answers: What was decided about this person, and about everybody who was merged into them?
// Grain: one row per decision, the latest first.
// Parameters:
//   oneid: STRING - the person
//   limit: INTEGER = 200 - the most decisions
// Returns: key STRING, at DATETIME, kind STRING, by STRING, reason STRING, in_force BOOLEAN, before LIST<STRING>, after LIST<STRING>, moved LIST<STRING>, moved_from LIST<STRING>, moved_to LIST<STRING>, links LIST<STRING>, said LIST<STRING>, undone_by STRING
// Example: onepath query internal/identity/history --param oneid=...
MATCH (person:Person {oneid: $oneid})
CALL (person) {
  RETURN person AS known
  UNION
  MATCH (known:Tombstone)-[:MERGED_INTO]->(person)
  RETURN known
}
MATCH (decision:Decision)-[:ABOUT]->(known)
WITH DISTINCT decision ORDER BY decision.at DESC, decision.key LIMIT $limit
OPTIONAL MATCH (later:Decision)-[:UNDOES]->(decision)
RETURN decision.key AS key, decision.at AS at, decision.kind AS kind, decision.by AS by, decision.reason AS reason,
       decision.in_force AS in_force, decision.before AS before, decision.after AS after,
       decision.moved AS moved, decision.moved_from AS moved_from, decision.moved_to AS moved_to,
       decision.links AS links, decision.said AS said, later.key AS undone_by
