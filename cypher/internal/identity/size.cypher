// Answers: How many people and identifiers are there?
// Grain: one row.
// Parameters: none
// Returns: people INTEGER, identifiers INTEGER, links INTEGER
// Example: onepath query internal/identity/size
CALL () { MATCH (person:Person) RETURN count(person) AS people }
CALL () { MATCH (identifier:Identifier) RETURN count(identifier) AS identifiers }
CALL () { MATCH ()-[link:LINK]->() RETURN count(link) AS links }
RETURN people, identifiers, links
