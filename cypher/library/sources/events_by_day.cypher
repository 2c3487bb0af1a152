// Answers: How many events happened on each day, by source?
// Grain: one row per day and source with at least one event.
// Parameters:
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
// Returns: day DATE, source STRING, events INTEGER
// Example: onepath query sources/events_by_day
MATCH (event:Event)
WHERE event.corrected_at IS NOT NULL
RETURN date(datetime({datetime: event.corrected_at, timezone: $time_zone})) AS day, event.source AS source, count(*) AS events
ORDER BY day, source
