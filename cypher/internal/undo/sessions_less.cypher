// Answers: Bounds sessions by what is left of them; one of which nothing is left is deleted.
// Grain: one row.
// Parameters:
//   keys: LIST<STRING> - session keys
// Returns: sessions INTEGER
// Example: run by onepath load --undo
UNWIND $keys AS key
MATCH (session:Session {key: key})
// Taking off a label that it does not have locks the node and writes nothing: nobody puts an
// event into it between the count and the deletion.
REMOVE session:Taken
WITH session
CALL (session) {
  OPTIONAL MATCH (session)<-[:IN]-(event:Event)
  RETURN count(event) AS events, min(event.corrected_at) AS first, max(event.corrected_at) AS last
}
CALL (session) {
  OPTIONAL MATCH (session)<-[:OF]-(record:SessionRecord)
  RETURN count(record) AS records, min(record.started_at) AS started_at, max(record.ended_at) AS ended_at
}
SET session.started_at = CASE WHEN first < started_at OR started_at IS NULL THEN first ELSE started_at END,
    session.ended_at = CASE WHEN last > ended_at OR ended_at IS NULL THEN last ELSE ended_at END
FOREACH (gone IN CASE WHEN events + records = 0 THEN [session] ELSE [] END | DETACH DELETE gone)
RETURN count(*) AS sessions
