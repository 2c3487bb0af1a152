// Answers: How long do journeys last, from the first to the last activity?
// Grain: one row, of all people who did something.
// Parameters: none
// Returns: journeys INTEGER, median_days FLOAT, p90_days FLOAT, mean_days FLOAT
// Example: onepath query activity/journey_duration
WITH COLLECT { MATCH (type:EventType) WHERE type.role IN ['outbound', 'system'] RETURN DISTINCT type.name } AS passive
// Messages that the company sent, and what systems do by themselves, are no activity.
MATCH (journey:Journey)
WITH [k IN range(0, size(journey.path) - 1) WHERE NOT journey.path[k] IN passive | journey.at[k]] AS times
WHERE times <> []
WITH (times[-1] - times[0]) / 86400000000.0 AS days
RETURN count(*) AS journeys, percentileCont(days, 0.5) AS median_days, percentileCont(days, 0.9) AS p90_days, avg(days) AS mean_days
