// Answers: Which events are there, how often, by how many people, and what is their role?
// Grain: one row per event name, the most frequent first. Roles: docs/semantics.md.
// Parameters: none
// Returns: name STRING, events INTEGER, people INTEGER, role STRING
// Example: onepath query sources/event_names
MATCH (journey:Journey)
WITH journey.oneid AS oneid, journey.path AS path
UNWIND path AS name
WITH name, count(*) AS events, count(DISTINCT oneid) AS people
RETURN name, events, people, head(COLLECT { MATCH (type:EventType {name: name}) RETURN type.role ORDER BY type.letter }) AS role
ORDER BY events DESC, name
