// Answers: Which decisions about people were made recently, by whom or which rule, and are they still in force?
// Grain: one row per decision, the latest first.
// Parameters:
//   since: STRING = 1970-01-01 - the first day, as YYYY-MM-DD
//   kind: STRING = any - merge, unmerge, keep_separate, block, undo, regroup or rename
//   author: STRING = anybody - who decided; rules for the rules
//   limit: INTEGER = 50 - the maximum number of decisions
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
// Returns: at ZONED DATETIME, kind STRING, by STRING, reason STRING, in_force BOOLEAN, people_before LIST<STRING>, people_after LIST<STRING>
// Example: onepath query identity/decisions --param kind=merge --param since=2026-03-01
MATCH (decision:Decision)
WHERE decision.at >= datetime({date: date($since), timezone: $time_zone})
  AND ($kind = 'any' OR decision.kind = $kind) AND ($author = 'anybody' OR decision.by = $author)
RETURN decision.at AS at, decision.kind AS kind, decision.by AS by, decision.reason AS reason,
       decision.in_force AS in_force, decision.before AS people_before, decision.after AS people_after
ORDER BY at DESC, decision.key
LIMIT $limit
