// Answers: How much does each source send, and when did it send last?
// Grain: one row per source.
// Parameters: none
// Returns: source STRING, events INTEGER, names INTEGER, first_event ZONED DATETIME, last_event ZONED DATETIME
// Example: onepath query explore/events_by_source

MATCH (e:Event)
RETURN e.source AS source,
       count(*) AS events,
       count(DISTINCT e.name) AS names,
       min(e.corrected_at) AS first_event,
       max(e.corrected_at) AS last_event
ORDER BY events DESC, source
