// Answers: How much is known of each of these people?
// Grain: one row a person, in the order asked for.
// Parameters:
//   oneids: LIST<STRING> - the people
// Returns: oneid STRING, identifiers INTEGER, events INTEGER, first_event DATETIME, last_event DATETIME
// Example: onepath query identity/people --param oneids=...
UNWIND range(0, size($oneids) - 1) AS place
MATCH (person:Person {oneid: $oneids[place]})
OPTIONAL MATCH (person)-[:WALKED]->(journey:Journey)
RETURN person.oneid AS oneid, person.identifier_count AS identifiers, coalesce(journey.length, 0) AS events,
       journey.started_at AS first_event, journey.ended_at AS last_event
ORDER BY place
