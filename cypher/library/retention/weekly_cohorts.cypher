// Answers: Of the people whose first event was in a week, how many returned in each later week?
// Grain: one row per cohort (people whose first event is in that week, from its first day) and number of weeks after it.
//   Week 0 has the whole cohort. The last week of the data may be incomplete.
// Parameters:
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
//   week_start: STRING = monday - the day on which weeks begin: monday, sunday or saturday; that of the project if it is left out
// Returns: cohort DATE, week INTEGER, people INTEGER, share FLOAT
// Example: onepath query retention/weekly_cohorts
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive,
     duration({days: CASE $week_start WHEN 'sunday' THEN 1 WHEN 'saturday' THEN 2 ELSE 0 END}) AS before_monday
// Messages that the company sent, and what systems do by themselves, are no activity.
MATCH (event:Event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WHERE NOT event.name IN passive
WITH person, collect(DISTINCT date.truncate('week', date(datetime({datetime: event.corrected_at, timezone: $time_zone})) + before_monday) - before_monday) AS weeks
WITH weeks, reduce(first = weeks[0], week IN weeks | CASE WHEN week < first THEN week ELSE first END) AS cohort
UNWIND weeks AS active
WITH cohort, duration.inDays(cohort, active).days / 7 AS week, count(*) AS people
WITH cohort, collect({week: week, people: people}) AS weeks, max(people) AS size
UNWIND weeks AS active
RETURN cohort, active.week AS week, active.people AS people, toFloat(active.people) / size AS share
ORDER BY cohort, week
