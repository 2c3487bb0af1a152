// Answers: How many events arrive late, and how late?
// Grain: one row per source that says when events were received, the largest late share first.
// Parameters:
//   minutes: INTEGER = 60 - an event that is received longer after it happened is late
// Returns: source STRING, events INTEGER, late INTEGER, late_share FLOAT, median_hours FLOAT
// Example: onepath query quality/late_events --param minutes=1440
MATCH (event:Event)
WHERE event.received_at IS NOT NULL
WITH event.source AS source, duration.inSeconds(event.corrected_at, event.received_at).seconds / 60.0 AS minutes_late
WITH source, count(*) AS events, collect(CASE WHEN minutes_late > $minutes THEN minutes_late / 60 END) AS late_hours
RETURN source, events, size(late_hours) AS late, toFloat(size(late_hours)) / events AS late_share,
       COLLECT { UNWIND late_hours AS hours RETURN percentileCont(hours, 0.5) }[0] AS median_hours
ORDER BY late_share DESC, source
