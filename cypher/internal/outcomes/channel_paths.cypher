// Answers: Along which paths of channels do people come to a conversion, or to none, and what does each touch earn by its age?
// Grain: one row of columns as lists: in each place a path of channels, whether it converted, and one of its channels; a path
//   that did not convert, or has no touch, has one place and no channel. Exact semantics: docs/outcomes.md.
// Parameters:
//   target: STRING - letters of the conversion
//   others: STRING - all letters but those
//   every: BOOLEAN = false - every occurrence is a conversion, not a person's first alone
//   touched: STRING - letters that may be touches
//   channel: MAP - the sign of the channel, by letter or by the property's value
//   property: STRING = null - the property of events that names the channel
//   lookback: INTEGER = 2592000000000 - microseconds before the end of a path, the first of them included
//   repeats: BOOLEAN = false - touches of one channel in a row are told apart
//   half_life: INTEGER = 604800000000 - microseconds in which a touch loses half of its weight
// Returns: paths LIST<STRING>, converted LIST<BOOLEAN>, channels LIST<STRING>, times LIST<INTEGER>, decays LIST<FLOAT>
// Example: run by onepath attribution
CYPHER 25
MATCH (journey:Journey)
WHERE
  // include: fragments/part
  AND true /* filter journey, entry elsewhere */
CALL (journey) {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  WHERE $property IS NOT NULL
  WITH event ORDER BY event.corrected_at, event.sequence, event.key
  RETURN collect(coalesce(toStringOrNull(event[$property]), '')) AS values
}
WITH journey.trail AS trail, journey.clock AS clock, values
// Where the journey converts; each conversion ends a path, and what comes after the last is a path that did not convert.
WITH trail, clock, values, CASE
  WHEN $every THEN [k IN range(0, size(trail) - 1) WHERE $target CONTAINS substring(trail, k, 1)]
  ELSE [k IN [size(trail) - size(ltrim(trail, $others))] WHERE k < size(trail)]
END AS ends
UNWIND range(0, CASE WHEN $every OR ends = [] THEN size(ends) ELSE 0 END) AS n
WITH trail, clock, values, CASE WHEN n = 0 THEN 0 ELSE ends[n - 1] + 1 END AS first,
     coalesce(ends[n], size(trail)) AS end, n < size(ends) AS converted
WITH trail, clock, end, converted, [touch IN [
  k IN range(first, end - 1) WHERE $touched CONTAINS substring(trail, k, 1) |
  [$channel[coalesce(values[k], substring(trail, k, 1))], toInteger(substring(clock, 16 * k, 16)), k]
] WHERE touch[0] IS NOT NULL] AS touches
WHERE converted OR touches <> []
WITH trail, converted, touches, CASE WHEN converted THEN end ELSE touches[-1][2] END AS end,
     CASE WHEN converted THEN toInteger(substring(clock, 16 * end, 16)) ELSE touches[-1][1] END AS at
WHERE true /* filter entry: substring(trail, end, 1); at */
WITH converted, [touch IN touches WHERE touch[1] >= at - $lookback] AS touches
// Of touches of one channel in a row the last one stays.
WITH converted, CASE WHEN $repeats THEN touches ELSE
  [k IN range(0, size(touches) - 1) WHERE k = size(touches) - 1 OR touches[k][0] <> touches[k + 1][0] | touches[k]] END AS touches
WITH converted, touches, reduce(path = '', touch IN touches | path + touch[0]) AS path,
     // By the age at the last touch: the sum is at least 1, however old the others are.
     CASE WHEN converted THEN [touch IN touches | 0.5 ^ ((touches[-1][1] - touch[1]) / toFloat($half_life))] ELSE [] END AS weights
WITH converted, touches, path, weights, reduce(whole = 0.0, weight IN weights | whole + weight) AS whole
UNWIND CASE WHEN weights = [] THEN [null] ELSE coll.distinct([touch IN touches | touch[0]]) END AS channel
WITH path, converted, channel, CASE WHEN weights = [] THEN 0.0 ELSE reduce(credit = 0.0, k IN range(0, size(touches) - 1) |
  CASE WHEN touches[k][0] = channel THEN credit + weights[k] ELSE credit END) / whole END AS credit
WITH path, converted, coalesce(channel, '') AS channel, count(*) AS times, sum(credit) AS decay
RETURN collect(path) AS paths, collect(converted) AS converted, collect(channel) AS channels, collect(times) AS times,
       collect(decay) AS decays
