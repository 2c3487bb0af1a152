// Fragment: the trails of a journey's sessions in which events with marks have the letters of these. Needs: journey.
// Parameters:
//   unmarked_letters: STRING - the letters of all types without marks
CASE WHEN size(ltrim(journey.trail, $unmarked_letters)) = 0 THEN journey.session_trails ELSE COLLECT {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)-[:IN]->(session:Session)
  WITH session, event ORDER BY event.journey_position
  WITH session, min(event.corrected_at) AS begins, collect(CASE
    WHEN $event_marks[event.source][event.name] IS NULL THEN substring(journey.trail, event.journey_position, 1)
    ELSE
      // include: fragments/marked_letter
    END) AS letters
  ORDER BY begins, session.key
  RETURN reduce(marked = '', letter IN letters | marked + letter)
} END
