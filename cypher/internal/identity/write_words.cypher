// Answers: Writes the words by which accounts are searched that have none: their id and their attributes' values.
// Grain: one row with the number of accounts written.
// Parameters: none
// Returns: users INTEGER
// Example: run by onepath up
MATCH (user:User) WHERE user._words IS NULL
CALL (user) {
  SET user._words = [user.user_id] + COLLECT {
    UNWIND [name IN keys(user) WHERE NOT name IN ['key', 'source', 'user_id', 'updated_at', '_words']] AS name
    WITH name ORDER BY name
    RETURN toString(user[name])
  }
} IN TRANSACTIONS OF 10000 ROWS
RETURN count(*) AS users
