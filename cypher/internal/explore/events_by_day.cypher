// Answers: How many events happened on each day (UTC), by source?
// Grain: one row per day and source with at least one event.
// Parameters:
//   part: INTEGER = 0 - which part of the events, if they are asked in several parts
//   parts: INTEGER = 1 - in how many
// Returns: day DATE, source STRING, events INTEGER
// Example: onepath query internal/explore/events_by_day

MATCH (e:Event)
WHERE e.corrected_at IS NOT NULL AND coalesce(abs(e.sequence), 0) % $parts = $part
RETURN date(e.corrected_at) AS day, e.source AS source, count(*) AS events
ORDER BY day, source
