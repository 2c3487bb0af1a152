// Answers: Which identifiers do several accounts of one source share, such as a family's phone number?
// Grain: one row per identifier and source, the most accounts first.
// Parameters:
//   limit: INTEGER = 50 - the maximum number of identifiers
// Returns: identifier STRING, source STRING, accounts INTEGER, user_ids LIST<STRING>, isolated_because STRING
// Example: onepath query identity/shared_identifiers
MATCH (user:User)-[:HAS]->(identifier:Identifier)
WITH identifier, user.source AS source, collect(user.user_id) AS user_ids
WHERE size(user_ids) > 1
RETURN identifier.key AS identifier, source, size(user_ids) AS accounts, user_ids,
       // Why it merges nobody, if it does not.
       coalesce(identifier.blocked, identifier.shared) AS isolated_because
ORDER BY accounts DESC, identifier, source
LIMIT $limit
