// Answers: What did everybody do who did one of these events, in order, and with which properties?
//   Properties come from the events themselves: walked only for people who did one of the events.
// Grain: one row a person, or a session of a person. `found` has the properties' values for each event of `names`.
// Parameters:
//   others: STRING - the letters of all other events
//   names: LIST<STRING> - the events whose properties are wanted
//   properties: LIST<STRING> - the properties
//   first: STRING = null - a property of the person's very first event
//   attribute: STRING = null - an attribute of the person's users; the one that was updated last counts
//   scope: STRING = 'person' - person or session
//   everybody: BOOLEAN = true - everybody counts, and nothing of the next two is looked at
//   but_has: LIST<STRING> = [] - texts of all letters but those of which a unit must have one
//   but_lacks: STRING = null - all letters but those of which a unit must have none
//   since: INTEGER = 0 - microseconds since 1970: who did nothing from then on is left out
//   until: INTEGER = 9999999999999999 - and who had done nothing by then
// Returns: oneid STRING, session INTEGER, trail STRING, clock STRING, found LIST<LIST<ANY>>, first_value ANY, user_value ANY
// Example: run by onepath funnel
MATCH (person:Person)-[:WALKED]->(journey:Journey)
WHERE size(ltrim(journey.trail, $others)) > 0
  AND toInteger(right(journey.clock, 16)) >= $since AND toInteger(left(journey.clock, 16)) <= $until
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
UNWIND range(0, size(units) - 1) AS k
WITH journey, units[k] AS found, first_value, user_value, CASE $scope WHEN 'session' THEN k END AS session
WITH journey, found, first_value, user_value, session,
     CASE WHEN session IS NULL THEN journey.trail ELSE journey.session_trails[session] END AS trail
WHERE size(ltrim(trail, $others)) > 0
  AND ($everybody OR all(but IN $but_has WHERE ltrim(trail, but) <> '') AND ($but_lacks IS NULL OR ltrim(trail, $but_lacks) = ''))
RETURN journey.oneid AS oneid, session, trail,
       CASE WHEN session IS NULL THEN journey.clock ELSE journey.session_clocks[session] END AS clock,
       found, first_value, user_value
