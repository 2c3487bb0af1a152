// Answers: How much of these sessions is in these people's journeys already?
// Grain: one row per person and session that exists.
// Parameters:
//   rows: LIST<MAP> - oneid, session (its key), ended_at: the journey's end in microseconds since 1970
// Returns: oneid STRING, session STRING, ended_at INTEGER, events INTEGER, clock STRING
// Example: run by a live source
UNWIND $rows AS row
MATCH (session:Session {key: row.session})
CALL (row, session) {
  MATCH (session)<-[:IN]-(event:Event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
  // From the session's events: from the person would walk over everybody while the server has not sampled its index.
  WHERE coalesce(person.oneid, '') = row.oneid
  WITH row, event.corrected_at.epochSeconds * 1000000 + event.corrected_at.microsecond AS time
  WHERE time <= row.ended_at
  RETURN count(*) AS events, right('000000000000000' + min(time), 16) AS clock
}
RETURN row.oneid AS oneid, session.key AS session,
       session.ended_at.epochSeconds * 1000000 + session.ended_at.microsecond AS ended_at, events, clock
