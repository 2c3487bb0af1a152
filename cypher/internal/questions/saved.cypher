// Answers: Which questions are kept?
// Grain: one row per question, by name.
// Parameters:
//   name: STRING = null - only this one
// Returns: name STRING, kind STRING, document STRING, saved_at ZONED DATETIME
// Example: onepath query internal/questions/saved
MATCH (question:Question)
WHERE $name IS NULL OR question.name = $name
RETURN question.name AS name, question.kind AS kind, question.document AS document, question.saved_at AS saved_at
ORDER BY name
