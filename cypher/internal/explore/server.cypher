// Answers: Which version of Neo4j is this?
// Grain: one row.
// Parameters: none
// Returns: version STRING, edition STRING
// Example: onepath query internal/explore/server
CALL dbms.components() YIELD name, versions, edition
WHERE name = 'Neo4j Kernel'
RETURN versions[0] AS version, edition
