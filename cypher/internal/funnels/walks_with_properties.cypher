// Answers: What did everybody do who did one of these events, in order, and with which properties?
//   Properties come from the events themselves: walked only for people who did one of the events.
// Grain: one row per person, or a session of a person. `found` has the properties' values for each event of `names`.
// Parameters:
//   others: STRING - the letters of all other events
//   names: LIST<STRING> - the events whose properties are wanted
//   properties: LIST<STRING> - the properties
//   first: STRING = null - a property of the person's very first event
//   attribute: STRING = null - an attribute of the person's users; the one that was updated last counts
//   scope: STRING = 'person' - person or session
//   since: INTEGER = 0 - microseconds since 1970: who did nothing from then on is left out
//   until: INTEGER = 9999999999999999 - and who had done nothing by then
// Returns: oneid STRING, session INTEGER, trail STRING, clock STRING, found LIST<LIST<ANY>>, first_value ANY, user_value ANY
// Example: run by onepath funnel
MATCH (person:Person)-[:WALKED]->(journey:Journey)
WHERE size(ltrim(journey.trail, $others)) > 0
  AND toInteger(right(journey.clock, 16)) >= $since AND toInteger(left(journey.clock, 16)) <= $until
WITH person, journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trails
WITH person, journey, trails, range(0, size(trails) - 1) /* filter places, entry elsewhere */ AS places
WHERE places <> []
CALL (person) {
  MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)-[:IN]->(session:Session)
  WITH event, session ORDER BY event.corrected_at, event.sequence, event.key
  WITH CASE $scope WHEN 'session' THEN session.key END AS unit, min(event.corrected_at) AS begins,
       collect(event) AS events
  ORDER BY begins, unit
  RETURN collect([event IN events WHERE event.name IN $names | [property IN $properties | event[property]]]) AS units,
         collect([events[0][$first]])[0][0] AS first_value
}
CALL (person) {
  OPTIONAL MATCH (person)<-[:IDENTIFIES]-(:Identifier)<-[:HAS]-(user:User)
  WHERE user[$attribute] IS NOT NULL
  RETURN user[$attribute] AS user_value ORDER BY user.updated_at DESC LIMIT 1
}
UNWIND places AS k
// Nothing is found of a session that is older than its events.
WITH journey, coalesce(units[k], []) AS found, first_value, user_value, CASE $scope WHEN 'session' THEN k END AS session, trails[k] AS trail
WHERE size(ltrim(trail, $others)) > 0
RETURN journey.oneid AS oneid, session, trail,
       CASE WHEN session IS NULL THEN journey.clock ELSE journey.session_clocks[session] END AS clock,
       found, first_value, user_value
