// Answers: Takes a load from events that it brought. Which of them did no other load bring?
// Grain: one row per event that no other load brought; the time in microseconds since 1970.
// Parameters:
//   keys: LIST<STRING> - event keys
//   load: INTEGER - the load's number
// Returns: key STRING, source STRING, at INTEGER, identifiers LIST<STRING>, session STRING
// Example: run by onepath load --undo
UNWIND $keys AS key
MATCH (event:Event {key: key})
// Taking off a label that it does not have locks the node and writes nothing: a load that brings it too
// has written so by then, or waits and finds it gone.
REMOVE event:Taken
WITH event
WHERE $load IN event._loads
SET event._loads = [load IN event._loads WHERE load <> $load]
WITH event WHERE size(event._loads) = 0
RETURN event.key AS key, event.source AS source,
       event.corrected_at.epochSeconds * 1000000 + event.corrected_at.microsecond AS at,
       [(event)-[:BY|CARRIES]->(identifier:Identifier) | identifier.key] AS identifiers,
       head([(event)-[:IN]->(session:Session) | session.key]) AS session
