// Answers: On how many days, and how often, did people do an event?
// Grain: one row per number of days (UTC) on which somebody did it.
// Parameters:
//   event: STRING = purchase - the event
// Returns: days INTEGER, people INTEGER, occurrences INTEGER
// Example: onepath query activity/frequency --param event=browse
MATCH (event:Event {name: $event})-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WITH person, count(DISTINCT date(event.corrected_at)) AS days, count(DISTINCT event) AS occurrences
RETURN days, count(*) AS people, sum(occurrences) AS occurrences
ORDER BY days
