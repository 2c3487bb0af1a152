// Fragment: a journey's trail in which events with marks have the letters of these. Needs: journey.
// Parameters:
//   unmarked_letters: STRING - the letters of all types without marks
CASE WHEN size(ltrim(journey.trail, $unmarked_letters)) = 0 THEN journey.trail ELSE reduce(marked = journey.trail, at IN COLLECT {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  WHERE $event_marks[event.source][event.name] IS NOT NULL
  RETURN [event.journey_position,
    // include: fragments/marked_letter
  ]
} | left(marked, at[0]) + at[1] + substring(marked, at[0] + 1)) END
