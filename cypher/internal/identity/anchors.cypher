// Answers: Which identifiers are these people, or what is left of them, named after?
// Grain: one row per OneID.
// Parameters:
//   oneids: LIST<STRING> - people or tombstones
// Returns: oneid STRING, anchor STRING
// Example: run by onepath identity undo
UNWIND $oneids AS oneid
MATCH (person:Person|Tombstone {oneid: oneid})
RETURN oneid, person.anchor AS anchor
