// Answers: How far has this load come?
// Grain: one row, or none where it never began.
// Parameters:
//   key: STRING - the load's fingerprint
// Returns: number INTEGER, rows INTEGER, loaded INTEGER, rejected INTEGER, conflicts INTEGER, finished BOOLEAN
// Example: run by onepath load
MATCH (load:Load {key: $key})
RETURN load.number AS number, load.rows AS rows, load.loaded AS loaded, load.rejected AS rejected,
       coalesce(load.conflicts, 0) AS conflicts, load.finished_at IS NOT NULL AS finished
