// Answers: When was the last event before a moment? An event from the future does not count.
// Grain: one row.
// Parameters:
//   until: DATETIME - the moment
// Returns: latest DATETIME
// Example: run by onepath identity map
OPTIONAL MATCH (event:Event) WHERE event.corrected_at < $until AND event.corrected_at <= datetime()
RETURN event.corrected_at AS latest ORDER BY latest DESC LIMIT 1
