// Answers: Has the graph changed since it was last asked? Two answers that are alike say that it has not.
// Grain: one row; whatever a load, a resolve, a decision or a journey build does changes one of its values.
// Parameters: none
// Returns: identifiers INTEGER, resolved INTEGER, users INTEGER, sessions INTEGER, events INTEGER, links INTEGER,
//   journeys INTEGER, journeys_due INTEGER, decisions INTEGER, event_types INTEGER, event_roles STRING, questions INTEGER,
//   loads INTEGER,
//   last_load ZONED DATETIME, last_event ZONED DATETIME
// Example: onepath query internal/explore/version

// All counts are read from the count store, without touching a node.
CALL () { MATCH (n:Identifier) RETURN count(n) AS identifiers }
CALL () { MATCH ()-[r:IDENTIFIES]->() RETURN count(r) AS resolved }
CALL () { MATCH (n:User) RETURN count(n) AS users }
CALL () { MATCH (n:Session) RETURN count(n) AS sessions }
CALL () { MATCH (n:Event) RETURN count(n) AS events }
CALL () { MATCH ()-[l:LINK]->() RETURN count(l) AS links }
CALL () { MATCH (n:Journey) RETURN count(n) AS journeys }
CALL () { MATCH (n:JourneyDue) RETURN count(n) AS journeys_due }
CALL () { MATCH (n:Decision) RETURN count(n) AS decisions }
CALL () { MATCH (n:EventType) RETURN count(n) AS event_types }
// A role is a setting: there are few, and it changes without a count that changes.
CALL () { MATCH (n:EventRole) WITH n ORDER BY n.name RETURN reduce(text = '', one IN collect(n) | text + one.name + '=' + one.role + ';') AS event_roles }
CALL () { MATCH (n:Question) RETURN count(n) AS questions }
CALL () { MATCH (n:Load) RETURN count(n) AS loads }
OPTIONAL CALL () {
  MATCH (l:Load) WHERE l.finished_at IS NOT NULL
  RETURN l.finished_at AS last_load ORDER BY l.finished_at DESC LIMIT 1
}
OPTIONAL CALL () {
  MATCH (e:Event) WHERE e.corrected_at IS NOT NULL
  RETURN e.corrected_at AS last_event ORDER BY e.corrected_at DESC LIMIT 1
}
RETURN identifiers, resolved, users, sessions, events, links, journeys, journeys_due, decisions, event_types, event_roles,
       questions, loads, last_load, last_event
