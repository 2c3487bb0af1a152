// Answers: Appends events to stored journeys, and to the sessions that they are in.
//   All of them are later than their journey's end. Sessions that are inferred are written too.
// Grain: one row.
// Parameters:
//   rows: LIST<MAP> - oneid; events (keys), path, sources, at, trail, clock to append; last_trail, last_clock to append to its last session; session_trails, session_clocks of new sessions; open_sessions
//   sessions: LIST<MAP> - inferred sessions: key, source, session_id, started_at, ended_at (microseconds since 1970), events (keys)
// Returns: journeys INTEGER
// Example: run by a live source
CALL () {
  UNWIND $sessions AS row
  MERGE (session:Session {key: row.key})
    ON CREATE SET session.source = row.source, session.session_id = row.session_id, session.inferred = true,
      session.started_at = datetime.fromEpoch(row.started_at / 1000000, row.started_at % 1000000 * 1000)
  SET session.ended_at = datetime.fromEpoch(row.ended_at / 1000000, row.ended_at % 1000000 * 1000)
  WITH row, session
  UNWIND row.events AS key
  MATCH (event:Event {key: key})
  CREATE (event)-[:IN]->(session)
}
UNWIND $rows AS row
MATCH (journey:Journey {oneid: row.oneid})
CALL (row, journey) {
  UNWIND range(0, size(row.events) - 1) AS n
  MATCH (event:Event {key: row.events[n]})
  SET event.journey_position = journey.length + n
}
SET journey.path = journey.path + row.path, journey.sources = journey.sources + row.sources,
    journey.at = journey.at + row.at, journey.length = journey.length + size(row.at),
    journey.ended_at = datetime.fromEpoch(row.at[-1] / 1000000, row.at[-1] % 1000000 * 1000),
    journey.trail = journey.trail + row.trail, journey.clock = journey.clock + row.clock,
    journey.session_trails = journey.session_trails[.. -1] + (journey.session_trails[-1] + row.last_trail) + row.session_trails,
    journey.session_clocks = journey.session_clocks[.. -1] + (journey.session_clocks[-1] + row.last_clock) + row.session_clocks,
    journey.open_sessions = row.open_sessions
RETURN count(journey) AS journeys
