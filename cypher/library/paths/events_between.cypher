// Answers: What do people do between one event and the next time of another?
// Grain: one row per event in between, the most frequent first.
// Parameters:
//   first: STRING = add_to_cart - where it begins
//   last: STRING = purchase - where it ends
// Returns: event STRING, occurrences INTEGER, people INTEGER
// Example: onepath query paths/events_between --param first=payment_failed --param last=purchase
MATCH (journey:Journey)
WHERE $first IN journey.path AND $last IN journey.path
WITH journey, journey.path AS path
UNWIND [place IN range(0, size(path) - 1) WHERE path[place] = $first] AS start
// The end: the first `last` after the start. A `first` that is not the nearest one before it begins nothing.
WITH journey, path, start, [place IN range(start + 1, size(path) - 1) WHERE path[place] IN [$first, $last]][0] AS stop
WHERE path[stop] = $last
UNWIND path[start + 1 .. stop] AS event
RETURN event, count(*) AS occurrences, count(DISTINCT journey) AS people
ORDER BY occurrences DESC, event
