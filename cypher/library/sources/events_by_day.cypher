// Answers: How many events happened on each day (UTC), by source?
// Grain: one row per day and source with at least one event.
// Parameters: none
// Returns: day DATE, source STRING, events INTEGER
// Example: onepath query sources/events_by_day
MATCH (event:Event)
WHERE event.corrected_at IS NOT NULL
RETURN date(event.corrected_at) AS day, event.source AS source, count(*) AS events
ORDER BY day, source
