// Answers: Writes how far this load has come, in the transaction of the rows themselves.
// Grain: one row.
// Parameters:
//   key: STRING - the load's fingerprint
//   path: STRING - the file
//   rows: INTEGER - rows done, from the file's start
//   loaded: INTEGER - of these, records written
//   rejected: INTEGER - of these, rejected
//   finished: BOOLEAN - whether the file's end was reached
//   mapping: STRING = '' - how the file is read, as JSON; nothing for a canonical table
//   rejects: STRING = '' - the file that rejected rows go to
// Returns: rows INTEGER
// Example: run by onepath load
MERGE (load:Load {key: $key})
SET load.path = $path, load.rows = $rows, load.loaded = $loaded, load.rejected = $rejected,
    load.mapping = $mapping, load.rejects = $rejects, load.seen_at = datetime(),
    load.finished_at = CASE WHEN $finished THEN datetime() ELSE null END
RETURN load.rows AS rows
