// Fragment: the links that a rule blocked, one row for each cause: the reason and the person (`hub`) at whom the most
//   people end for it. Gives: hub, reason, sides (of each link: link, here, there, person).
// Parameters: none
MATCH (a:Identifier)-[link:LINK]->(b:Identifier) WHERE link.cut IS NOT NULL AND NOT EXISTS { (a)-[:APART]-(b) }
MATCH (a)-[:IDENTIFIES]->(p:Person), (b)-[:IDENTIFIES]->(q:Person)
UNWIND [[p, a, b, q], [q, b, a, p]] AS side
WITH side[0] AS hub, link.cut AS reason, collect({link: link, here: side[1], there: side[2], person: side[3]}) AS sides,
     count(DISTINCT side[3]) AS others
UNWIND sides AS side
WITH hub, reason, others, side, side.link AS link ORDER BY others DESC, hub.oneid
WITH link, reason, head(collect({hub: hub, side: side})) AS cause ORDER BY link.key
WITH cause.hub AS hub, reason, collect(cause.side) AS sides
