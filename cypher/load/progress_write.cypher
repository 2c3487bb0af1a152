// Answers: Writes how far this load has come, in the transaction of the rows themselves.
// Grain: one row.
// Parameters:
//   key: STRING - the load's fingerprint
//   path: STRING - the file
//   rows: INTEGER - rows done, from the file's start
//   loaded: INTEGER - of these, records written
//   rejected: INTEGER - of these, rejected
//   finished: BOOLEAN - whether the file's end was reached
// Returns: rows INTEGER
// Example: run by onepath load
MERGE (load:Load {key: $key})
SET load.path = $path, load.rows = $rows, load.loaded = $loaded, load.rejected = $rejected,
    load.finished_at = CASE WHEN $finished THEN datetime() ELSE null END
RETURN load.rows AS rows
