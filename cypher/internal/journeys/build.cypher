// Answers: Stores the journeys of these people and each event's position in them, and takes the people off the list of those
//   that are due.
//   Every event must be in a session. The trails of journeys with an event type that has no letter are wrong.
// Grain: one row.
// Parameters:
//   oneids: LIST<STRING> - the people
//   letters: MAP - the letter of each event type: by source, then by name
// Returns: people INTEGER, events INTEGER, unknown LIST<LIST<STRING>>
// Example: run by onepath journeys build
CYPHER 25
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})
CALL (person) {
  MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)-[:IN]->(session:Session)
  WITH event, event.corrected_at AS at, event.name AS name, event.source AS source, session.key AS session, session.inferred AS inferred,
       event.sequence AS sequence, event.key AS key
  ORDER BY at, sequence, key
  WITH event, at, name, source, session, inferred, at.epochSeconds * 1000000 + at.microsecond AS time
  RETURN collect({
           event: event, name: name, source: source, session: session, inferred: inferred, time: time, at: at,
           letter: coalesce($letters[source][name], ' '), digits: right('000000000000000' + time, 16)
         }) AS events
}
CALL (events) {
  UNWIND events AS event
  WITH event.session AS session, collect(event) AS visit
  ORDER BY visit[0].time, session
  // Text is joined in pieces of 200: one long sum would copy what it has at every event.
  RETURN collect(reduce(trail = '', start IN range(0, size(visit) - 1, 200) | trail +
           reduce(piece = '', event IN visit[start .. start + 200] | piece + event.letter))) AS session_trails,
         collect(reduce(clock = '', start IN range(0, size(visit) - 1, 200) | clock +
           reduce(piece = '', event IN visit[start .. start + 200] | piece + event.digits))) AS session_clocks
}
// Most positions in a journey that is built again are as they were.
FOREACH (n IN [n IN range(0, size(events) - 1) WHERE coalesce(events[n].event.journey_position, -1) <> n] |
  SET (events[n].event).journey_position = n)
REMOVE person:JourneyDue
MERGE (journey:Journey {oneid: person.oneid})
SET journey.path = [event IN events | event.name], journey.sources = [event IN events | event.source],
    journey.at = [event IN events | event.time], journey.length = size(events),
    // The first digits of a OneID, which is a hash, as a number: by it journeys are read in several parts.
    journey.slot = reduce(slot = 0, digit IN split(left(oneid, 4), '') | 16 * slot + size(split('0123456789abcdef', digit)[0])),
    journey.started_at = events[0].at, journey.ended_at = events[-1].at,
    journey.trail = reduce(trail = '', start IN range(0, size(events) - 1, 200) | trail +
      reduce(piece = '', event IN events[start .. start + 200] | piece + event.letter)),
    journey.clock = reduce(clock = '', start IN range(0, size(events) - 1, 200) | clock +
      reduce(piece = '', event IN events[start .. start + 200] | piece + event.digits)),
    journey.session_trails = session_trails, journey.session_clocks = session_clocks,
    // Of each source the inferred session that its next event may be part of.
    journey.open_sessions = head([visited IN [[event IN events WHERE event.inferred]] | [
      source IN coll.distinct([event IN visited | event.source]) | [event IN visited WHERE event.source = source][-1].session
    ]])
MERGE (person)-[:WALKED]->(journey)
WITH events, [event IN events WHERE event.letter = ' ' | [event.source, event.name]] AS unknown
WITH count(*) AS people, sum(size(events)) AS events, collect(unknown) AS unknown
RETURN people, events, coll.distinct(coll.flatten(unknown)) AS unknown
