// Answers: How many journeys begin on each day?
// Grain: one row per day on which people were active for the first time, with the median hours from one to the next.
// Parameters:
//   time_zone: STRING = UTC - the time zone of days; that of the project if it is left out
// Returns: day DATE, journeys INTEGER, median_hours FLOAT
// Example: onepath query activity/arrivals
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive
// Messages that the company sent, and what systems do by themselves, are no activity.
MATCH (journey:Journey)
WITH [k IN range(0, size(journey.path) - 1) WHERE NOT journey.path[k] IN passive | journey.at[k]] AS times
WHERE times <> []
WITH times[0] AS began ORDER BY began
WITH collect(began) AS begins
UNWIND range(0, size(begins) - 1) AS k
WITH date(datetime({datetime: datetime({epochSeconds: begins[k] / 1000000}), timezone: $time_zone})) AS day,
     CASE WHEN k > 0 THEN (begins[k] - begins[k - 1]) / 3600000000.0 END AS hours
RETURN day, count(*) AS journeys, percentileCont(hours, 0.5) AS median_hours
ORDER BY day
