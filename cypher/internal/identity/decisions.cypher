// Answers: What was decided about anybody, by whom or which rule?
// Grain: one row per decision, the latest first; `total` counts all that match.
// Parameters:
//   since: DATETIME - the first moment
//   until: DATETIME - the first moment after the last
//   kinds: LIST<STRING> - kinds of decisions; none means all
//   authors: LIST<STRING> - who decided; none means everybody
//   manual: BOOLEAN - whether the decisions of the rules are left out
//   limit: INTEGER = 100 - the most decisions
// Returns: key STRING, at DATETIME, kind STRING, by STRING, reason STRING, in_force BOOLEAN, before LIST<STRING>, after LIST<STRING>, moved LIST<STRING>, moved_from LIST<STRING>, moved_to LIST<STRING>, links LIST<STRING>, said LIST<STRING>, undone_by STRING, total INTEGER
// Example: run by onepath identity decisions
MATCH (decision:Decision)
WHERE decision.at >= $since AND decision.at < $until AND NOT ($manual AND decision.by = 'rules')
  AND ($kinds = [] OR decision.kind IN $kinds) AND ($authors = [] OR decision.by IN $authors)
WITH decision ORDER BY decision.at DESC, decision.key
WITH collect(decision) AS decisions
UNWIND decisions[..$limit] AS decision
OPTIONAL MATCH (later:Decision)-[:UNDOES]->(decision)
RETURN decision.key AS key, decision.at AS at, decision.kind AS kind, decision.by AS by, decision.reason AS reason,
       decision.in_force AS in_force, decision.before AS before, decision.after AS after,
       decision.moved AS moved, decision.moved_from AS moved_from, decision.moved_to AS moved_to,
       decision.links AS links, decision.said AS said, later.key AS undone_by, size(decisions) AS total
