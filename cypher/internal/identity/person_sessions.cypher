// Answers: Which visits did this person make, the latest first?
// Grain: one row per session; `events` are this person's in it.
// Parameters:
//   oneid: STRING - the person
//   limit: INTEGER = 1000 - the most sessions
// Returns: key STRING, source STRING, started_at DATETIME, ended_at DATETIME, inferred BOOLEAN, events INTEGER, first STRING, last STRING
// Example: onepath query internal/identity/person_sessions --param oneid=...
MATCH (person:Person {oneid: $oneid})<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)-[:IN]->(session:Session)
USING INDEX SEEK person:Person(oneid)
WITH session, event ORDER BY event.corrected_at, event.sequence, event.key
WITH session, count(*) AS events, head(collect(event.name)) AS first, last(collect(event.name)) AS last
RETURN session.key AS key, session.source AS source, session.started_at AS started_at, session.ended_at AS ended_at,
       coalesce(session.inferred, false) AS inferred, events, first, last
ORDER BY started_at DESC, key LIMIT $limit
