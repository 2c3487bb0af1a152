// Fragment: the same of each session of a person, as a list in the order of `journey.session_trails`. Needs: journey.
// Parameters: none
COLLECT {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)-[:IN]->(session:Session)
  WITH session, min(event.corrected_at) AS begins, max(CASE WHEN true /* event */ THEN 1 ELSE 0 END) AS found
  ORDER BY begins, session.key
  RETURN found = 1
}
