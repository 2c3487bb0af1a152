// Answers: Bounds sessions by inactivity where the source gave none, for these people.
// Grain: one row.
// Parameters:
//   oneids: LIST<STRING> - the people
//   inactivity_minutes: INTEGER - a longer silence on one source begins a new session
// Returns: sessions INTEGER
// Example: run by onepath journeys build
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})
CALL (person) {
  MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  // Without a label at the end it is the event's own count, and never a walk over all sessions.
  WHERE NOT EXISTS { (event)-[:IN]->() }
  WITH event ORDER BY event.corrected_at, event.sequence, event.key
  WITH event.source AS source, collect(event) AS events
  WITH source, events, [
    k IN range(0, size(events) - 1)
    WHERE k = 0 OR events[k].corrected_at > events[k - 1].corrected_at + duration({minutes: $inactivity_minutes})
  ] AS starts
  UNWIND range(0, size(starts) - 1) AS n
  WITH source, events[starts[n]..coalesce(starts[n + 1], size(events))] AS visit
  CREATE (session:Session {
    key: source + ':inferred:' + visit[0].key, source: source, session_id: 'inferred:' + visit[0].key,
    inferred: true, started_at: visit[0].corrected_at, ended_at: visit[-1].corrected_at
  })
  FOREACH (event IN visit | CREATE (event)-[:IN]->(session))
  RETURN count(session) AS sessions
}
RETURN sum(sessions) AS sessions
