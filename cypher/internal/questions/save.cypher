// Answers: Keeps a question under a name; one that is there under that name is replaced.
// Grain: one row.
// Parameters:
//   name: STRING - its name
//   kind: STRING - what it asks for
//   document: STRING - the question as JSON
// Returns: name STRING, replaced BOOLEAN
// Example: run by onepath question add
OPTIONAL MATCH (old:Question {name: $name})
WITH old IS NOT NULL AS replaced
MERGE (question:Question {name: $name})
SET question.kind = $kind, question.document = $document, question.saved_at = datetime()
RETURN question.name AS name, replaced
