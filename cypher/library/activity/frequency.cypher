// Answers: On how many days, and how often, did people do an event?
// Grain: one row per number of days on which somebody did it.
// Parameters:
//   event: STRING = purchase - the event
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
// Returns: days INTEGER, people INTEGER, occurrences INTEGER
// Example: onepath query activity/frequency --param event=browse
MATCH (event:Event {name: $event})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH person, count(DISTINCT date(datetime({datetime: event.corrected_at, timezone: $time_zone}))) AS days, count(DISTINCT event) AS occurrences
RETURN days, count(*) AS people, sum(occurrences) AS occurrences
ORDER BY days
