// Answers: By which links, of whatever strength and age, are these two identifiers connected?
// Grain: one row per link of one shortest path of at most six links, in its order.
// Parameters:
//   a: STRING - an identifier
//   b: STRING - another identifier
//   thresholds: MAP - for a rule, the least confidence
//   dead: MAP - for a kind, the time before which a link of it is too old
// Returns: key STRING, a STRING, b STRING, weak BOOLEAN, expired BOOLEAN
// Example: run by onepath identity explain
MATCH (one:Identifier {key: $a}), (other:Identifier {key: $b})
MATCH path = shortestPath((one)-[:LINK*..6]-(other))
UNWIND relationships(path) AS link
WITH link, startNode(link) AS a, endNode(link) AS b
RETURN link.key AS key, a.key AS a, b.key AS b,
       link.confidence < coalesce($thresholds[link.rule], 0.0) AS weak,
       coalesce(link.last_seen < $dead[a.kind], false) OR coalesce(link.last_seen < $dead[b.kind], false) AS expired
