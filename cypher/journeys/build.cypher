// Answers: Stores the journeys of these people, and takes them off the list of those that are due.
// Grain: one row.
// Parameters:
//   oneids: LIST<STRING> - the people
// Returns: people INTEGER, events INTEGER
// Example: run by onepath journeys build
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})
CALL (person) {
  MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  WITH event, event.corrected_at AS at ORDER BY at, event.sequence, event.key
  RETURN collect(event.name) AS path, collect(event.source) AS sources,
         collect(at.epochSeconds * 1000000 + at.microsecond) AS times,
         min(at) AS started_at, max(at) AS ended_at
}
REMOVE person:JourneyDue
MERGE (journey:Journey {oneid: person.oneid})
SET journey.path = path, journey.at = times, journey.sources = sources, journey.length = size(path),
    journey.started_at = started_at, journey.ended_at = ended_at
MERGE (person)-[:WALKED]->(journey)
RETURN count(person) AS people, coalesce(sum(size(path)), 0) AS events
