// Answers: How much is in the graph, and how fresh is it?
// Grain: one row.
// Parameters: none
// Returns: people INTEGER, identifiers INTEGER, users INTEGER, sessions INTEGER, events INTEGER, links INTEGER,
//   journeys INTEGER, first_event ZONED DATETIME, last_event ZONED DATETIME, last_load ZONED DATETIME
// Example: onepath query sources/overview

// One count a subquery: most are read from the count store, without touching a node.
CALL () { MATCH (n:Person) RETURN count(n) AS people }
CALL () { MATCH (n:Identifier) RETURN count(n) AS identifiers }
CALL () { MATCH (n:User) RETURN count(n) AS users }
CALL () { MATCH (n:Session) RETURN count(n) AS sessions }
CALL () { MATCH (n:Event) RETURN count(n) AS events }
CALL () { MATCH ()-[l:LINK]->() RETURN count(l) AS links }
// People without events have no journey to count.
CALL () { MATCH (n:Journey) WHERE n.length > 0 RETURN count(n) AS journeys }
// The ends of an index rather than min() and max(): they need one entry each.
OPTIONAL CALL () {
  MATCH (e:Event) WHERE e.corrected_at IS NOT NULL
  RETURN e.corrected_at AS first_event ORDER BY e.corrected_at LIMIT 1
}
OPTIONAL CALL () {
  MATCH (e:Event) WHERE e.corrected_at IS NOT NULL
  RETURN e.corrected_at AS last_event ORDER BY e.corrected_at DESC LIMIT 1
}
OPTIONAL CALL () {
  MATCH (l:Load) WHERE l.finished_at IS NOT NULL
  RETURN l.finished_at AS last_load ORDER BY l.finished_at DESC LIMIT 1
}
RETURN people, identifiers, users, sessions, events, links, journeys, first_event, last_event, last_load
