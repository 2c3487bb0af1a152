// Answers: How many people, journeys, sessions and events are there? People without events have no journey to count.
// Grain: one row.
// Parameters: none
// Returns: people INTEGER, journeys INTEGER, sessions INTEGER, events INTEGER
// Example: onepath query internal/journeys/size
CALL () { MATCH (person:Person) RETURN count(person) AS people }
CALL () { MATCH (journey:Journey) WHERE journey.length > 0 RETURN count(journey) AS journeys }
CALL () { MATCH (session:Session) RETURN count(session) AS sessions }
CALL () { MATCH (event:Event) RETURN count(event) AS events }
RETURN people, journeys, sessions, events
