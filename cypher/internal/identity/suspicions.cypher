// Answers: What did the merge rules block, and why? For review: the most links first.
// Grain: one row per cause: a person and the reason for which links to others were blocked, or an identifier that is
//   isolated; with up to twenty of its links and of the people whom they would join. `links_total` counts all links,
//   `people_total` all people of blocked links; `other` is an identifier of the first of the other people.
// Parameters:
//   limit: INTEGER = 100 - the most suspicions
// Returns: reason STRING, one STRING, other STRING, links LIST<STRING>, people LIST<STRING>, links_total INTEGER, people_total INTEGER
// Example: onepath query internal/identity/suspicions
CALL () {
  // include: fragments/blocked_causes
  WITH hub, reason, sides, [side IN sides | side.person.oneid] AS oneids
  WITH reason, sides, head(sides) AS first, [hub.oneid] + COLLECT { UNWIND oneids AS oneid RETURN DISTINCT oneid ORDER BY oneid } AS people
  // Of two people either may come first: then by name.
  WITH reason, sides, people,
       CASE WHEN size(people) = 2 AND first.there.key < first.here.key THEN [first.there, first.here] ELSE [first.here, first.there] END AS ends
  RETURN reason, ends[0] AS one, ends[1] AS other, [side IN sides[..20] | side.link.key] AS links, people[..20] AS people,
         size(sides) AS weight, size(people) AS persons
  UNION ALL
  MATCH (one:Identifier) WHERE one.shared IS NOT NULL
  RETURN one.shared AS reason, one, null AS other, [] AS links, [] AS people,
         COUNT { (one)-[:LINK]-() } AS weight, null AS persons
  UNION ALL
  MATCH (one:Identifier) WHERE one.blocked IS NOT NULL
  RETURN 'blocked: ' + one.blocked AS reason, one, null AS other, [] AS links, [] AS people,
         COUNT { (one)-[:LINK]-() } AS weight, null AS persons
}
WITH * ORDER BY weight DESC, one.key LIMIT $limit
RETURN reason, one.key AS one, other.key AS other,
       links + COLLECT {
         WITH one, other WHERE other IS NULL
         MATCH (one)-[link:LINK]-() RETURN link.key LIMIT 20
       } AS links,
       people + COLLECT {
         WITH one, other WHERE other IS NULL
         MATCH (one)-[:LINK]-(:Identifier)-[:IDENTIFIES]->(person:Person)
         WITH person LIMIT 20
         RETURN DISTINCT person.oneid
       } AS people,
       weight AS links_total, persons AS people_total
ORDER BY weight DESC, one
