// Answers: Who was active and has gone silent?
// Grain: one row per person without an event in the last days of the data, the most active first.
// Parameters:
//   days: INTEGER = 30 - how many days of silence, up to the latest event of all
//   limit: INTEGER = 100 - the maximum number of people
// Returns: oneid STRING, last_event ZONED DATETIME, silent_days INTEGER, events INTEGER
// Example: onepath query retention/dormant_people --param days=60
MATCH (journey:Journey)
WITH max(journey.ended_at) AS latest
MATCH (person:Person)-[:WALKED]->(journey:Journey)
WITH person, journey, duration.inDays(journey.ended_at, latest).days AS silent_days
WHERE silent_days >= $days
RETURN person.oneid AS oneid, journey.ended_at AS last_event, silent_days, journey.length AS events
ORDER BY events DESC, oneid
LIMIT $limit
