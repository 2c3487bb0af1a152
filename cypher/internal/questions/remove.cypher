// Answers: Takes a question away.
// Grain: one row; 0 where there was none.
// Parameters:
//   name: STRING - its name
// Returns: removed INTEGER
// Example: run by onepath question remove
MATCH (question:Question {name: $name})
DETACH DELETE question
RETURN count(*) AS removed
