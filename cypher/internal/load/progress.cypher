// Answers: How far has this load come?
// Grain: one row, or none where it never began.
// Parameters:
//   key: STRING - the load's fingerprint
// Returns: rows INTEGER, loaded INTEGER, rejected INTEGER, finished BOOLEAN
// Example: run by onepath load
MATCH (load:Load {key: $key})
RETURN load.rows AS rows, load.loaded AS loaded, load.rejected AS rejected, load.finished_at IS NOT NULL AS finished
