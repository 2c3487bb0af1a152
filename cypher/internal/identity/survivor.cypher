// Answers: Who has this OneID now? One that was merged away leads on, in one hop.
// Grain: one row, or none for a OneID that was never given. Null for a broken tombstone, which leads to nobody.
// Parameters:
//   oneid: STRING - a OneID of now or of any time before
// Returns: oneid STRING, merged_away BOOLEAN
// Example: onepath query internal/identity/survivor --param oneid=...
MATCH (known:Person|Tombstone {oneid: $oneid})
OPTIONAL MATCH (known)-[:MERGED_INTO]->(survivor:Person)
RETURN CASE WHEN known:Tombstone THEN survivor.oneid ELSE known.oneid END AS oneid, known:Tombstone AS merged_away
