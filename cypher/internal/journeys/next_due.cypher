// Answers: Whose journeys have to be built next?
// Grain: one row per person.
// Parameters:
//   people: INTEGER = 1000 - how many people at most
// Returns: oneid STRING
// Example: onepath query internal/journeys/next_due
MATCH (person:JourneyDue)
RETURN person.oneid AS oneid LIMIT $people
