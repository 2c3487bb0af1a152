// Answers: How much does each source send, and from when to when?
// Grain: one row per source that sent an event or an account, the most events first.
// Parameters: none
// Returns: source STRING, events INTEGER, names INTEGER, users INTEGER, first_event ZONED DATETIME, last_event ZONED DATETIME
// Example: onepath query sources/by_source
CALL () {
  MATCH (event:Event)
  RETURN event.source AS source, count(*) AS events, count(DISTINCT event.name) AS names, 0 AS users,
         min(event.corrected_at) AS first_event, max(event.corrected_at) AS last_event
  UNION ALL
  // A source may send accounts only.
  MATCH (user:User)
  RETURN user.source AS source, 0 AS events, 0 AS names, count(*) AS users, null AS first_event, null AS last_event
}
RETURN source, sum(events) AS events, sum(names) AS names, sum(users) AS users,
       max(first_event) AS first_event, max(last_event) AS last_event
ORDER BY events DESC, source
