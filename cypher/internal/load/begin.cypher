// Answers: Gives a load its number, or tells the one that it has.
// Grain: one row.
// Parameters:
//   key: STRING - the load's fingerprint
//   path: STRING - the file
//   file: STRING - names the file's content
//   mapping: STRING = '' - how the file is read, as JSON; nothing for a canonical table
//   rejects: STRING = '' - the file that rejected rows go to
// Returns: number INTEGER
// Example: run by onepath load
MERGE (counter:ResolveState {key: 'loads'})
// Taking off a label that it does not have locks the node: numbers are given one after the other.
REMOVE counter:Taken
WITH counter
MERGE (load:Load {key: $key})
  ON CREATE SET load.number = coalesce(counter.number, 0) + 1, load.rows = 0, load.loaded = 0, load.rejected = 0,
    load.conflicts = 0
SET counter.number = CASE WHEN coalesce(counter.number, 0) < load.number THEN load.number ELSE counter.number END,
    load.path = $path, load.file = $file, load.mapping = $mapping, load.rejects = $rejects, load.seen_at = datetime()
RETURN load.number AS number
