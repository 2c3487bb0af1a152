// Answers: How many events happened on each day, by source?
// Grain: one row per day and source with at least one event.
// Parameters:
//   part: INTEGER = 0 - which part of the events, if they are asked in several parts
//   parts: INTEGER = 1 - in how many
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
// Returns: day DATE, source STRING, events INTEGER
// Example: onepath query internal/explore/events_by_day

MATCH (e:Event)
WHERE e.corrected_at IS NOT NULL AND coalesce(abs(e.sequence), 0) % $parts = $part
RETURN date(datetime({datetime: e.corrected_at, timezone: $time_zone})) AS day, e.source AS source, count(*) AS events
ORDER BY day, source
