// Answers: What did everybody do, event by event, with the properties of each event and the person's own case id?
// Grain: one row per person; the lists run side by side, an entry a journey or session. A person without stored events has
//   no properties.
// Parameters:
//   scope: STRING - person or session: what is a case
// Returns: oneid STRING, trails LIST<STRING>, clocks LIST<STRING>, properties LIST<LIST<MAP>>, cases LIST<STRING>
// Example: run by onepath journeys export
CYPHER 25
MATCH (journey:Journey)
WITH journey, CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS units
WITH journey, units, range(0, size(units) - 1) /* filter places */ AS places
WHERE places <> []
CALL (journey) {
  OPTIONAL MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)-[:IN]->(session:Session)
  WITH session, event ORDER BY event.corrected_at, event.sequence, event.key
  WITH CASE $scope WHEN 'session' THEN session.key END AS unit, min(event.corrected_at) AS begins, collect(event {.*}) AS events
  ORDER BY begins, unit
  RETURN collect(events) AS found
}
RETURN journey.oneid AS oneid, [n IN places | units[n]] AS trails,
       head([clocks IN [CASE $scope WHEN 'session' THEN journey.session_clocks ELSE [journey.clock] END] | [n IN places | clocks[n]]]) AS clocks,
       [n IN places | coalesce(found[n], [])] AS properties,
       COLLECT { MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(case:Identifier {kind: 'case'}) RETURN case.value ORDER BY case.value } AS cases
