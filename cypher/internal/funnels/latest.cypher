// Answers: When was the latest event, of those that are not in the future?
// Grain: one row; null where there is none.
// Parameters: none
// Returns: at INTEGER
// Example: onepath query internal/funnels/latest
OPTIONAL MATCH (event:Event) WHERE event.corrected_at <= datetime()
WITH event.corrected_at AS at ORDER BY at DESC LIMIT 1
RETURN at.epochSeconds * 1000000 + at.microsecond AS at
