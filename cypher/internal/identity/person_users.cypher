// Answers: Which accounts does this person have in the sources, with their attributes?
// Grain: one row per account.
// Parameters:
//   oneid: STRING - the person
// Returns: attributes MAP
// Example: onepath query internal/identity/person_users --param oneid=...
MATCH (person:Person {oneid: $oneid})<-[:IDENTIFIES]-(:Identifier)<-[:HAS]-(user:User)
USING INDEX SEEK person:Person(oneid)
WITH DISTINCT user ORDER BY user.key
RETURN user {.*, _words: null} AS attributes
