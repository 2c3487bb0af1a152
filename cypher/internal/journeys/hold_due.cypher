// Answers: Which of these people's journeys still have to be built, now that they are locked until the transaction ends?
//   What is read of them from now on is complete: whoever loads events to them waits, and marks them again afterwards.
// Grain: one row per person.
// Parameters:
//   oneids: LIST<STRING> - the people, in order
// Returns: oneid STRING
// Example: run by onepath journeys build
CYPHER 25
UNWIND $oneids AS oneid
MATCH (person:Person {oneid: oneid})
REMOVE person:Taken
// Only after the lock: somebody else may have built them while this one waited for it.
WITH collect(person) AS people
UNWIND people AS person
FILTER person:JourneyDue AND person:Person
RETURN person.oneid AS oneid
