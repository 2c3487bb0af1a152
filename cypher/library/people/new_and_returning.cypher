// Answers: How many people are active each week, and how many of them are new?
// Grain: one row per week (from its first day) in which people were active.
// Parameters:
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
//   week_start: STRING = monday - the day on which weeks begin: monday, sunday or saturday; that of the project if it is left out
// Returns: week DATE, people INTEGER, new_people INTEGER, returning_people INTEGER
// Example: onepath query people/new_and_returning
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive,
     duration({days: CASE $week_start WHEN 'sunday' THEN 1 WHEN 'saturday' THEN 2 ELSE 0 END}) AS before_monday
// Messages that the company sent, and what systems do by themselves, are no activity.
MATCH (event:Event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WHERE NOT event.name IN passive
WITH person, collect(DISTINCT date.truncate('week', date(datetime({datetime: event.corrected_at, timezone: $time_zone})) + before_monday) - before_monday) AS weeks
WITH weeks, reduce(first = weeks[0], week IN weeks | CASE WHEN week < first THEN week ELSE first END) AS first_week
UNWIND weeks AS week
WITH week, count(*) AS people, sum(CASE WHEN week = first_week THEN 1 ELSE 0 END) AS new_people
RETURN week, people, new_people, people - new_people AS returning_people
ORDER BY week
