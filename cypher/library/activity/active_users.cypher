// Answers: How many people are active on each day, and in the 7 and the 30 days up to it (DAU, WAU, MAU)?
// Grain: one row per day between the first and the last one on which people were active. The last day is incomplete, and
//   in the first 30 days the MAU, and so the stickiness (DAU / MAU), is still that of fewer days.
// Parameters:
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
// Returns: day DATE, dau INTEGER, wau INTEGER, mau INTEGER, stickiness FLOAT
// Example: onepath query activity/active_users
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive
// Messages that the company sent, and what systems do by themselves, are no activity.
MATCH (event:Event)-[:BY]->(:Identifier)-[:IDENTIFIES]->(person:Person)
WHERE NOT event.name IN passive
WITH person, date(datetime({datetime: event.corrected_at, timezone: $time_zone})) AS day
WITH DISTINCT person, day
// Each day of activity counts for the 30 days that begin with it.
UNWIND range(0, 29) AS later
WITH day + duration({days: later}) AS day, person, min(later) AS since
WITH day, sum(CASE WHEN since = 0 THEN 1 ELSE 0 END) AS dau, sum(CASE WHEN since < 7 THEN 1 ELSE 0 END) AS wau, count(*) AS mau
ORDER BY day
WITH collect({day: day, dau: dau, wau: wau, mau: mau}) AS days
WITH days, [one IN days WHERE one.dau > 0][-1].day AS last
UNWIND [one IN days WHERE one.day <= last] AS one
RETURN one.day AS day, one.dau AS dau, one.wau AS wau, one.mau AS mau, toFloat(one.dau) / one.mau AS stickiness
ORDER BY day
