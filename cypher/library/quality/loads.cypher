// Answers: What was loaded: which files, when, and how many of their rows were loaded or rejected? A load can be
//   undone by its number.
// Grain: one row per file and mapping, the latest first.
// Parameters: none
// Returns: load INTEGER, key STRING, path STRING, rows INTEGER, loaded INTEGER, duplicates INTEGER, conflicts INTEGER,
//   rejected INTEGER, finished BOOLEAN, finished_at ZONED DATETIME, seen_at ZONED DATETIME, undoing BOOLEAN,
//   mapping STRING, rejects STRING
// Example: onepath query quality/loads
MATCH (load:Load)
WITH load, coalesce(load.conflicts, 0) AS conflicts
RETURN load.number AS load, load.key AS key, load.path AS path, load.rows AS rows, load.loaded AS loaded,
       load.rows - load.loaded - load.rejected - conflicts AS duplicates, conflicts, load.rejected AS rejected,
       load.finished_at IS NOT NULL AS finished, load.finished_at AS finished_at,
       coalesce(load.seen_at, load.finished_at) AS seen_at, coalesce(load.undoing, false) AS undoing,
       load.mapping AS mapping, load.rejects AS rejects
ORDER BY seen_at DESC, load DESC, path
