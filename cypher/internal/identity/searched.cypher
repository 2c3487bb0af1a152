// Answers: Can accounts be found by the words of their attributes?
// Grain: one row if there is an index of them.
// Parameters: none
// Returns: name STRING
// Example: onepath query internal/identity/searched
SHOW FULLTEXT INDEXES YIELD name, labelsOrTypes, state
WHERE labelsOrTypes = ['User'] AND state = 'ONLINE'
RETURN name
