// Answers: Writes by which rules and as of which day of the data everybody is resolved.
// Grain: one row.
// Parameters:
//   rules: STRING - the fingerprint of the rules
//   day: STRING - the day of the data, or null
//   whole: BOOLEAN - whether the resolve has come to its end
// Returns: whole BOOLEAN
// Example: run by onepath resolve
MERGE (state:ResolveState {key: 'state'})
SET state.rules = $rules, state.day = $day, state.whole = $whole
RETURN state.whole AS whole
