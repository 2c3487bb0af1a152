// Answers: When, by which rules and as of which day of the data was everybody resolved? What is left?
// Grain: one row.
// Parameters: none
// Returns: rules STRING, day STRING, whole BOOLEAN, due INTEGER, identifiers INTEGER, people INTEGER, links INTEGER, latest DATETIME
// Example: onepath query internal/identity/state
OPTIONAL MATCH (state:ResolveState {key: 'state'})
CALL () { MATCH (identifier:ResolveDue) RETURN count(identifier) AS due }
CALL () { MATCH (identifier:Identifier) RETURN count(identifier) AS identifiers }
CALL () { MATCH (person:Person) RETURN count(person) AS people }
CALL () { MATCH ()-[link:LINK]->() RETURN count(link) AS links }
CALL () {
  // The time of the data, by which links grow old; an event from the future does not move it.
  OPTIONAL MATCH (event:Event) WHERE event.corrected_at <= datetime()
  RETURN event.corrected_at AS latest ORDER BY latest DESC LIMIT 1
}
RETURN state.rules AS rules, state.day AS day, coalesce(state.whole, false) AS whole, due, identifiers, people, links, latest
