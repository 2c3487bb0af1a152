// Answers: Which identifiers does the evidence connect, and whose are they now?
//   Columns and not rows: a list is read fifty times faster than as many rows.
// Grain: one row for each five-hundredth of the components; a place in every list is an identifier.
// Parameters:
//   graph: STRING - the name of the projection
// Returns: components LIST<INTEGER>, keys LIST<STRING>, first_seen LIST<INTEGER>, oneids LIST<STRING>
// Example: run by onepath resolve
CALL gds.wcc.stream($graph) YIELD nodeId, componentId
WITH componentId, gds.util.asNode(nodeId) AS identifier
OPTIONAL MATCH (identifier)-[:IDENTIFIES]->(person:Person)
WITH componentId % 500 AS part,
     collect(componentId) AS components, collect(identifier.key) AS keys,
     collect(coalesce(identifier.first_seen.epochSeconds * 1000000 + identifier.first_seen.microsecond, -1)) AS first_seen,
     collect(coalesce(person.oneid, '')) AS oneids
RETURN components, keys, first_seen, oneids
