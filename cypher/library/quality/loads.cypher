// Answers: What was loaded: which files, when, and how many of their rows were loaded or rejected?
// Grain: one row per file and mapping, the latest first.
// Parameters: none
// Returns: key STRING, path STRING, rows INTEGER, loaded INTEGER, known INTEGER, rejected INTEGER, finished BOOLEAN,
//   finished_at ZONED DATETIME, seen_at ZONED DATETIME, mapping STRING, rejects STRING
// Example: onepath query quality/loads
MATCH (load:Load)
RETURN load.key AS key, load.path AS path, load.rows AS rows, load.loaded AS loaded,
       load.rows - load.loaded - load.rejected AS known, load.rejected AS rejected,
       load.finished_at IS NOT NULL AS finished, load.finished_at AS finished_at,
       coalesce(load.seen_at, load.finished_at) AS seen_at, load.mapping AS mapping, load.rejects AS rejects
ORDER BY seen_at DESC, path
