// Answers: How many new people return within a given number of days?
// Grain: one row per week (from its first day) of first events. The last days of the data are incomplete: their people may still return.
// Parameters:
//   days: INTEGER = 7 - how many days after the first one
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
//   week_start: STRING = monday - the day on which weeks begin: monday, sunday or saturday; that of the project if it is left out
// Returns: week DATE, new_people INTEGER, returned INTEGER, returned_share FLOAT
// Example: onepath query retention/returned_within --param days=14
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive,
     duration({days: CASE $week_start WHEN 'sunday' THEN 1 WHEN 'saturday' THEN 2 ELSE 0 END}) AS before_monday
// Messages that the company sent, and what systems do by themselves, are no activity.
MATCH (event:Event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WHERE NOT event.name IN passive
WITH before_monday, person, collect(DISTINCT date(datetime({datetime: event.corrected_at, timezone: $time_zone}))) AS active_days, date(datetime({datetime: min(event.corrected_at), timezone: $time_zone})) AS first_day
WITH before_monday, first_day, any(day IN active_days WHERE first_day < day <= first_day + duration({days: $days})) AS returned
WITH date.truncate('week', first_day + before_monday) - before_monday AS week, count(*) AS new_people, sum(CASE WHEN returned THEN 1 ELSE 0 END) AS returned
RETURN week, new_people, returned, toFloat(returned) / new_people AS returned_share
ORDER BY week
