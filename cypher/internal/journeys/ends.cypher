// Answers: Where do the journeys of these identifiers' people end, and in which sessions?
// Grain: one row per identifier that belongs to somebody. Times are microseconds since 1970; of a person whose journey
//   has to be rebuilt, or is not stored yet, only the OneID is there. The people stay locked until the transaction ends.
// Parameters:
//   keys: LIST<STRING> - identifier keys
// Returns: key STRING, oneid STRING, ended_at INTEGER, last_clock STRING, last_but_one STRING, open_sessions LIST<STRING>
// Example: run by a live source
UNWIND $keys AS key
MATCH (identifier:Identifier {key: key})-[:IDENTIFIES]->(person:Person)
USING INDEX SEEK identifier:Identifier(key)
WITH key, person ORDER BY person.oneid
// Locked until the transaction ends: a build in the meantime would take events for known that are not there yet.
REMOVE person:Taken
WITH key, person
OPTIONAL MATCH (person)-[:WALKED]->(journey:Journey)
WHERE NOT person:JourneyDue AND journey.open_sessions IS NOT NULL AND journey.length > 0
RETURN key, person.oneid AS oneid, journey.at[-1] AS ended_at, journey.session_clocks[-1] AS last_clock,
       left(journey.session_clocks[-2], 16) AS last_but_one, journey.open_sessions AS open_sessions
