// Answers: Marks a load as being undone. It gives up its key: a load of the same file that runs is refused its next
//   batch, and one that begins is another load.
// Grain: one row, or none for a number that no load has.
// Parameters:
//   load: INTEGER - the load's number
// Returns: path STRING, rows INTEGER
// Example: run by onepath load --undo
MATCH (load:Load {number: $load})
SET load.undoing = true, load.key = 'undone ' + load.number, load.seen_at = datetime()
RETURN load.path AS path, load.rows AS rows
