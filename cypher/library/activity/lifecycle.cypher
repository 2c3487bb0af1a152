// Answers: How many people are new, returning, resurrected or dormant in each week?
// Grain: one row per week (from its first day) in which somebody was active or became dormant; the last week of activity may be
//   incomplete, and the week after it has dormant people only.
//   Returning: active in the week before too. Resurrected: active again after a pause. Dormant: active in the week before, not in this one.
// Parameters:
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
//   week_start: STRING = monday - the day on which weeks begin: monday, sunday or saturday; that of the project if it is left out
// Returns: week DATE, new INTEGER, returning INTEGER, resurrected INTEGER, dormant INTEGER
// Example: onepath query activity/lifecycle
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive,
     duration({days: CASE $week_start WHEN 'sunday' THEN 1 WHEN 'saturday' THEN 2 ELSE 0 END}) AS before_monday
// Messages that the company sent, and what systems do by themselves, are no activity.
MATCH (event:Event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WHERE NOT event.name IN passive
WITH DISTINCT person, date.truncate('week', date(datetime({datetime: event.corrected_at, timezone: $time_zone})) + before_monday) - before_monday AS week
ORDER BY week
WITH person, collect(week) AS weeks
UNWIND [k IN range(0, size(weeks) - 1) | {week: weeks[k], stage: CASE
  WHEN k = 0 THEN 'new'
  WHEN weeks[k - 1] + duration({days: 7}) = weeks[k] THEN 'returning'
  ELSE 'resurrected'
END}] + [week IN weeks WHERE NOT week + duration({days: 7}) IN weeks | {week: week + duration({days: 7}), stage: 'dormant'}] AS one
WITH one.week AS week, one.stage AS stage
RETURN week, sum(CASE stage WHEN 'new' THEN 1 ELSE 0 END) AS new, sum(CASE stage WHEN 'returning' THEN 1 ELSE 0 END) AS returning,
       sum(CASE stage WHEN 'resurrected' THEN 1 ELSE 0 END) AS resurrected, sum(CASE stage WHEN 'dormant' THEN 1 ELSE 0 END) AS dormant
ORDER BY week
