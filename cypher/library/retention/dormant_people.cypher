// Answers: Who was active and has gone silent?
// Grain: one row per person who did nothing in the last days of the data, the most active first.
// Parameters:
//   days: INTEGER = 30 - how many days of silence, up to the latest event of all
//   limit: INTEGER = 100 - the maximum number of people
// Returns: oneid STRING, last_event ZONED DATETIME, silent_days INTEGER, events INTEGER
// Example: onepath query retention/dormant_people --param days=60
MATCH (journey:Journey)
WITH max(journey.ended_at) AS latest
// Messages that the company sent, and what systems do by themselves, are no activity.
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive, latest
MATCH (person:Person)-[:WALKED]->(journey:Journey)
WITH person, journey, latest, [k IN range(0, size(journey.path) - 1) WHERE NOT journey.path[k] IN passive] AS did
WHERE did <> []
WITH person, latest, size(did) AS events, journey.at[did[-1]] AS last
WITH person, latest, events, datetime({epochSeconds: last / 1000000, microsecond: last % 1000000}) AS last_event
WITH person, events, last_event, duration.inDays(last_event, latest).days AS silent_days
WHERE silent_days >= $days
RETURN person.oneid AS oneid, last_event, silent_days, events
ORDER BY events DESC, oneid
LIMIT $limit
