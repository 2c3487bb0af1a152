// Answers: Which links of this person were blocked, to whom would they lead, and which of their identifiers are isolated?
// Grain: one row per reason for which links were blocked, with up to twenty of the links and of the people, or per
//   identifier that is isolated. `other` is the other end of the first link, `people` begin with this person.
// Parameters:
//   oneid: STRING - the person
// Returns: reason STRING, one STRING, other STRING, links LIST<STRING>, people LIST<STRING>, links_total INTEGER, people_total INTEGER
// Example: onepath query internal/identity/person_suspicions --param oneid=...
MATCH (person:Person {oneid: $oneid})
USING INDEX SEEK person:Person(oneid)
CALL (person) {
  MATCH (person)<-[:IDENTIFIES]-(identifier:Identifier)-[link:LINK]-(other:Identifier)-[:IDENTIFIES]->(somebody:Person)
  // Not IS NOT NULL: that would walk over everybody's blocked links by their index.
  WHERE coalesce(link.cut, '') <> '' AND somebody <> person AND NOT EXISTS { (identifier)-[:APART]-(other) }
  WITH person, link, identifier, other, somebody ORDER BY link.key
  WITH person, link.cut AS reason, collect(DISTINCT link.key) AS links, head(collect(identifier.key)) AS one,
       head(collect(other.key)) AS other, collect(DISTINCT somebody.oneid) AS people
  RETURN reason, one, other, links[..20] AS links, ([person.oneid] + people)[..20] AS people,
         size(links) AS links_total, size(people) + 1 AS people_total
  UNION
  MATCH (person)<-[:IDENTIFIES]-(identifier:Identifier)
  WHERE coalesce(identifier.shared, identifier.blocked) IS NOT NULL
  RETURN coalesce(identifier.shared, 'blocked: ' + identifier.blocked) AS reason, identifier.key AS one, null AS other,
         COLLECT { MATCH (identifier)-[link:LINK]-() RETURN link.key LIMIT 20 } AS links,
         COLLECT { MATCH (identifier)-[:LINK]-(:Identifier)-[:IDENTIFIES]->(near:Person) WITH near LIMIT 20 RETURN DISTINCT near.oneid } AS people,
         COUNT { (identifier)-[:LINK]-() } AS links_total, null AS people_total
}
RETURN reason, one, other, links, people, links_total, people_total
ORDER BY links_total DESC, one, reason
