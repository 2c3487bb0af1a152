// Answers: How many events came with a session, how many are in an inferred session, and how many have none?
// Grain: one row per source, the most events first. Events have none until journeys are built.
// Parameters: none
// Returns: source STRING, events INTEGER, with_session INTEGER, inferred INTEGER, without_session INTEGER
// Example: onepath query quality/sessions_of_events
MATCH (event:Event)
OPTIONAL MATCH (event)-[:IN]->(session:Session)
RETURN event.source AS source, count(*) AS events,
       sum(CASE WHEN session.inferred = false THEN 1 ELSE 0 END) AS with_session,
       sum(CASE WHEN session.inferred THEN 1 ELSE 0 END) AS inferred,
       sum(CASE WHEN session IS NULL THEN 1 ELSE 0 END) AS without_session
ORDER BY events DESC, source
