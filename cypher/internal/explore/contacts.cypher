// Answers: How are these people reached?
// Grain: one row per person that there is; of each kind all identifiers, with blanks between.
// Parameters:
//   oneids: LIST<STRING> - the people
// Returns: oneid STRING, phone STRING, email STRING, wechat_openid STRING, wechat_unionid STRING, member STRING, user STRING
// Example: onepath query internal/explore/contacts --param oneids=...
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})
CALL (person) {
  MATCH (person)<-[:IDENTIFIES]-(identifier)
  // After the identifiers are found: an index of kinds would be walked over for a graph without people.
  WITH identifier.kind AS kind, identifier.value AS value
  WHERE kind IN ['phone', 'email', 'wechat_openid', 'wechat_unionid', 'member', 'user']
  WITH kind, value ORDER BY kind, value
  WITH kind, reduce(text = '', value IN collect(value) | text + CASE text WHEN '' THEN '' ELSE ' ' END + value) AS text
  RETURN collect([kind, text]) AS found
}
RETURN oneid,
       [one IN found WHERE one[0] = 'phone' | one[1]][0] AS phone,
       [one IN found WHERE one[0] = 'email' | one[1]][0] AS email,
       [one IN found WHERE one[0] = 'wechat_openid' | one[1]][0] AS wechat_openid,
       [one IN found WHERE one[0] = 'wechat_unionid' | one[1]][0] AS wechat_unionid,
       [one IN found WHERE one[0] = 'member' | one[1]][0] AS member,
       [one IN found WHERE one[0] = 'user' | one[1]][0] AS user
