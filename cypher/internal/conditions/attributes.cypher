// Answers: Which attributes do accounts have?
// Grain: one row per attribute.
// Parameters:
//   source: STRING = null - only accounts that this source keeps; null is any
// Returns: name STRING
// Example: run by onepath funnel --attribute
MATCH (user:User)
WHERE $source IS NULL OR user.source = $source
UNWIND [name IN keys(user) WHERE NOT name IN ['key', 'user_id', 'source', 'updated_at', '_words']] AS name
RETURN DISTINCT name
ORDER BY name
