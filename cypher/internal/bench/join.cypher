// Answers: Adds one link between two identifiers, to measure what one costs.
// Grain: one row.
// Parameters:
//   a: STRING - an identifier key
//   b: STRING - another one
// Returns: links INTEGER
// Example: run by onepath bench
MATCH (a:Identifier {key: $a}), (b:Identifier {key: $b})
CREATE (a)-[:LINK {key: 'bench|' + $a + '|' + $b, rule: 'same_event', source: 'bench', confidence: 1.0, count: 1}]->(b)
SET a:ResolveDue, b:ResolveDue
RETURN 1 AS links
