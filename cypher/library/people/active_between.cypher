// Answers: Who was active in a date range, and how much?
// Grain: one row per person who did something in the range, the most events first.
// Parameters:
//   since: STRING = 1970-01-01 - the first day, as YYYY-MM-DD
//   until: STRING = 2100-01-01 - the last day, included
//   limit: INTEGER = 100 - the maximum number of people
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
// Returns: oneid STRING, events INTEGER, active_days INTEGER, sources LIST<STRING>
// Example: onepath query people/active_between --param since=2026-02-01 --param until=2026-02-07
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive
// Messages that the company sent, and what systems do by themselves, are no activity.
MATCH (event:Event)
WHERE NOT event.name IN passive
  AND event.corrected_at >= datetime({date: date($since), timezone: $time_zone})
  AND event.corrected_at < datetime({date: date($until) + duration({days: 1}), timezone: $time_zone})
MATCH (event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
RETURN person.oneid AS oneid, count(*) AS events, count(DISTINCT date(datetime({datetime: event.corrected_at, timezone: $time_zone}))) AS active_days,
       collect(DISTINCT event.source) AS sources
ORDER BY events DESC, oneid
LIMIT $limit
