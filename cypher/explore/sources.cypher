// Answers: Which sources send, how much, since when and until when?
// Grain: one row a source that sent an event or told of a user, the busiest first.
// Parameters: none
// Returns: source STRING, events INTEGER, users INTEGER, first_event ZONED DATETIME, last_event ZONED DATETIME
// Example: onepath query explore/sources
CALL () {
  MATCH (e:Event)
  RETURN e.source AS source, count(*) AS events, 0 AS users,
         min(e.corrected_at) AS first_event, max(e.corrected_at) AS last_event
  UNION ALL
  MATCH (u:User)
  RETURN u.source AS source, 0 AS events, count(*) AS users, null AS first_event, null AS last_event
}
RETURN source, sum(events) AS events, sum(users) AS users, max(first_event) AS first_event, max(last_event) AS last_event
ORDER BY events DESC, source
