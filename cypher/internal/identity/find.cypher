// Answers: Which identifiers may this text mean: by key, by value, or as those of an account?
// Grain: one row per identifier: without OneID if it is not resolved yet, with `account` if the text is an account's key.
// Parameters:
//   keys: LIST<STRING> - identifier keys, kind:value
//   value: STRING - an identifier's value, of any kind, or an account's key, source:user_id
// Returns: key STRING, oneid STRING, isolated BOOLEAN, account BOOLEAN
// Example: onepath query internal/identity/find --param keys=phone:+8613800138000 --param value=none
CALL () {
  UNWIND $keys AS key
  MATCH (identifier:Identifier {key: key})
  RETURN identifier, false AS account
  UNION
  // An account's own identifier is one of the account's: the strongest of these comes first.
  MATCH (identifier:Identifier {value: $value})
  USING INDEX SEEK identifier:Identifier(value)
  WHERE identifier.kind <> 'source_account'
  RETURN identifier, false AS account
  UNION
  MATCH (:User {key: $value})-[:HAS]->(identifier:Identifier)
  RETURN identifier, true AS account
}
WITH identifier, min(account) AS account
OPTIONAL MATCH (identifier)-[:IDENTIFIES]->(person:Person)
RETURN identifier.key AS key, person.oneid AS oneid,
       coalesce(identifier.shared, identifier.blocked) IS NOT NULL AS isolated, account
ORDER BY key
