// Answers: Which loads are of these files, by their content or by their path?
// Grain: one row per load, the latest first.
// Parameters:
//   files: LIST<STRING> - names of files' contents
//   paths: LIST<STRING> - paths
// Returns: number INTEGER, path STRING, file STRING, mapping STRING, undoing BOOLEAN
// Example: run by onepath load
MATCH (load:Load)
WHERE load.file IN $files OR load.path IN $paths
RETURN load.number AS number, load.path AS path, load.file AS file, load.mapping AS mapping,
       coalesce(load.undoing, false) AS undoing
ORDER BY number DESC
