// Answers: Which links between this person and others did a rule block?
// Grain: one row per link and other person. Links between identifiers that are kept separate are left out.
// Parameters:
//   oneid: STRING - the person
// Returns: key STRING, reason STRING, oneid STRING
// Example: onepath query internal/identity/blocked_links --param oneid=...
MATCH (person:Person {oneid: $oneid})<-[:IDENTIFIES]-(identifier:Identifier)
USING INDEX SEEK person:Person(oneid)
MATCH (identifier)-[link:LINK]-(other:Identifier)-[:IDENTIFIES]->(somebody:Person)
// Not IS NOT NULL: that would walk over everybody's blocked links by their index.
WHERE coalesce(link.cut, '') <> '' AND somebody <> person AND NOT EXISTS { (identifier)-[:APART]-(other) }
RETURN link.key AS key, link.cut AS reason, somebody.oneid AS oneid
ORDER BY key
