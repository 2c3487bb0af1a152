// Answers: What do people do directly after an event, and how soon?
// Grain: one row per next event, the most frequent first; (end) where the journey ends.
// Parameters:
//   event: STRING = payment_failed - the event
// Returns: next_event STRING, occurrences INTEGER, people INTEGER, median_minutes FLOAT
// Example: onepath query paths/next_events --param event=add_to_cart
MATCH (journey:Journey)
WHERE $event IN journey.path
// `at` has each event's time in microseconds.
WITH journey, journey.path AS path, journey.at AS at
UNWIND [place IN range(0, size(path) - 1) WHERE path[place] = $event] AS place
RETURN coalesce(path[place + 1], '(end)') AS next_event, count(*) AS occurrences, count(DISTINCT journey) AS people,
       percentileCont((at[place + 1] - at[place]) / 60000000.0, 0.5) AS median_minutes
ORDER BY occurrences DESC, next_event
