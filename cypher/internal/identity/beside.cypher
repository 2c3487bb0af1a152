// Answers: Which identifiers of other people does a link lead to from this one?
// Grain: one row per identifier, those with the most evidence first; `total` counts all of them. Times in microseconds since 1970.
// Parameters:
//   key: STRING - an identifier
//   oneid: STRING - the person whose identifiers are left out
//   limit: INTEGER = 25 - how many at most
// Returns: key STRING, kind STRING, value STRING, oneid STRING, event_count INTEGER, first_seen INTEGER, last_seen INTEGER, why STRING, beyond INTEGER, total INTEGER
// Example: onepath query internal/identity/beside --param key=phone:+8613800138000 --param oneid=...
MATCH (identifier:Identifier {key: $key})-[link:LINK]-(other:Identifier)
USING INDEX SEEK identifier:Identifier(key)
WHERE NOT EXISTS { (other)-[:IDENTIFIES]->(:Person {oneid: $oneid}) }
WITH other, sum(coalesce(link.count, 1)) AS evidence
ORDER BY evidence DESC, other.key
WITH collect(other) AS others
UNWIND others[..$limit] AS other
RETURN other.key AS key, other.kind AS kind, other.value AS value,
       head([(other)-[:IDENTIFIES]->(somebody:Person) | somebody.oneid]) AS oneid,
       other.event_count AS event_count,
       other.first_seen.epochSeconds * 1000000 + other.first_seen.microsecond AS first_seen,
       other.last_seen.epochSeconds * 1000000 + other.last_seen.microsecond AS last_seen,
       coalesce(other.shared, 'blocked: ' + other.blocked) AS why,
       COUNT {
         MATCH (other)-[:LINK]-(next)
         WHERE NOT EXISTS { (next)-[:IDENTIFIES]->(:Person {oneid: $oneid}) }
         RETURN DISTINCT next
       } AS beyond,
       size(others) AS total
