// Answers: Which manual decisions keep the people of these two identifiers separate?
// Grain: one row per pair of identifiers that is kept separate, the latest decision first.
// Parameters:
//   a: STRING - an identifier
//   b: STRING - an identifier of the other person
// Returns: a STRING, b STRING, key STRING, kind STRING, by STRING, reason STRING, at DATETIME
// Example: onepath query internal/identity/separations --param a=member:M1 --param b=member:M2
MATCH (a:Identifier {key: $a})-[:IDENTIFIES]->(one), (b:Identifier {key: $b})-[:IDENTIFIES]->(other)
USING INDEX SEEK a:Identifier(key)
USING INDEX SEEK b:Identifier(key)
WHERE one <> other
MATCH (one)<-[:IDENTIFIES]-(here)-[apart:APART]-(there)-[:IDENTIFIES]->(other)
MATCH (decision:Decision {key: apart.decision})
USING INDEX SEEK decision:Decision(key)
RETURN here.key AS a, there.key AS b, decision.key AS key, decision.kind AS kind, decision.by AS by,
       decision.reason AS reason, decision.at AS at
ORDER BY at DESC, a, b
