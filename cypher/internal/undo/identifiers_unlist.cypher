// Answers: Takes a load from identifiers that it listed.
// Grain: one row.
// Parameters:
//   keys: LIST<STRING> - identifier keys
//   load: INTEGER - the load's number
// Returns: identifiers INTEGER
// Example: run by onepath load --undo
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})
// Taking off a label that it does not have locks the node and writes nothing.
REMOVE identifier:Taken
WITH identifier, [load IN identifier._loads WHERE load <> $load] AS left
SET identifier._loads = CASE WHEN left = [] THEN null ELSE left END
RETURN count(*) AS identifiers
