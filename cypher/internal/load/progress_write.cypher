// Answers: Writes how far this load has come, in the transaction of the rows themselves.
//   Two that load the same rows at once add up what each has written.
// Grain: one row, or none for a load that was undone in the meantime.
// Parameters:
//   key: STRING - the load's fingerprint
//   rows: INTEGER - rows done, from the file's start
//   rejected: INTEGER - of these, rejected
//   loaded: INTEGER = 0 - records written now
//   conflicts: INTEGER = 0 - events that are now in conflict with the graph
//   finished: BOOLEAN = false - whether the file's end was reached
// Returns: rows INTEGER
// Example: run by onepath load
MATCH (load:Load {key: $key})
SET load.rows = CASE WHEN load.rows > $rows THEN load.rows ELSE $rows END,
    load.rejected = CASE WHEN load.rejected > $rejected THEN load.rejected ELSE $rejected END,
    load.loaded = coalesce(load.loaded, 0) + $loaded, load.conflicts = coalesce(load.conflicts, 0) + $conflicts,
    load.seen_at = datetime(), load.finished_at = CASE WHEN $finished THEN datetime() ELSE load.finished_at END
RETURN load.rows AS rows
