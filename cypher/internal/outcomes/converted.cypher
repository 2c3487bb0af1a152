// Answers: Whose paths of channels are these, where do they end, and when were their touches?
// Grain: one row per path of a person. The paths are those of internal/outcomes/channel_paths.
// Parameters:
//   target: STRING - letters of the conversion
//   others: STRING - all letters but those
//   every: BOOLEAN = false - every occurrence is a conversion, not a person's first alone
//   touched: STRING - letters that may be touches
//   channel: MAP - the sign of the channel, by letter or by the property's value
//   property: STRING = null - the property of events that names the channel
//   lookback: INTEGER = 2592000000000 - microseconds before the end of a path, the first of them included
//   repeats: BOOLEAN = false - touches of one channel in a row are told apart
//   converted: BOOLEAN = true - paths that ended in a conversion, or those that did not
//   holds: STRING = '' - only paths with this channel's sign; empty for paths without a touch
// Returns: oneid STRING, at INTEGER, path STRING, touched_at LIST<INTEGER>
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
WITH journey.oneid AS oneid, journey.trail AS trail, journey.clock AS clock, values
// Where the journey converts; each conversion ends a path, and what comes after the last is a path that did not convert.
WITH oneid, trail, clock, values, CASE
  WHEN $every THEN [k IN range(0, size(trail) - 1) WHERE $target CONTAINS substring(trail, k, 1)]
  ELSE [k IN [size(trail) - size(ltrim(trail, $others))] WHERE k < size(trail)]
END AS ends
UNWIND range(0, CASE WHEN $every OR ends = [] THEN size(ends) ELSE 0 END) AS n
WITH oneid, trail, clock, values, CASE WHEN n = 0 THEN 0 ELSE ends[n - 1] + 1 END AS first,
     coalesce(ends[n], size(trail)) AS end, n < size(ends) AS converted
WITH oneid, trail, clock, end, converted, [touch IN [
  k IN range(first, end - 1) WHERE $touched CONTAINS substring(trail, k, 1) |
  [$channel[coalesce(values[k], substring(trail, k, 1))], toInteger(substring(clock, 16 * k, 16)), k]
] WHERE touch[0] IS NOT NULL] AS touches
WHERE converted = $converted AND (converted OR touches <> [])
WITH oneid, trail, touches, CASE WHEN converted THEN end ELSE touches[-1][2] END AS end,
     CASE WHEN converted THEN toInteger(substring(clock, 16 * end, 16)) ELSE touches[-1][1] END AS at
WHERE true /* filter entry: substring(trail, end, 1); at */
WITH oneid, at, [touch IN touches WHERE touch[1] >= at - $lookback] AS touches
// Of touches of one channel in a row the last one stays.
WITH oneid, at, CASE WHEN $repeats THEN touches ELSE
  [k IN range(0, size(touches) - 1) WHERE k = size(touches) - 1 OR touches[k][0] <> touches[k + 1][0] | touches[k]] END AS touches
WITH oneid, at, touches, reduce(path = '', touch IN touches | path + touch[0]) AS path
WHERE CASE WHEN $holds = '' THEN path = '' ELSE path CONTAINS $holds END
RETURN oneid, at, path, [touch IN touches | touch[1]] AS touched_at
ORDER BY oneid, at
