// Answers: Which manual decisions keep the people of these two identifiers separate?
// Grain: one row per pair of identifiers that is kept separate, the latest decision first.
// Parameters:
//   a: STRING - an identifier
//   b: STRING - an identifier of the other person
// Returns: a STRING, b STRING, key STRING, kind STRING, by STRING, reason STRING, at DATETIME
// Example: onepath query internal/identity/separations --param a=member:M1 --param b=member:M2
MATCH (:Identifier {key: $a})-[:IDENTIFIES]->(one:Person), (:Identifier {key: $b})-[:IDENTIFIES]->(other:Person)
WHERE one <> other
MATCH (one)<-[:IDENTIFIES]-(here:Identifier)-[apart:APART]-(there:Identifier)-[:IDENTIFIES]->(other)
MATCH (decision:Decision {key: apart.decision})
USING INDEX SEEK decision:Decision(key)
RETURN here.key AS a, there.key AS b, decision.key AS key, decision.kind AS kind, decision.by AS by,
       decision.reason AS reason, decision.at AS at
ORDER BY at DESC, a, b
