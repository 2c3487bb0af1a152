// Answers: Which letter stands for which event of which source in trails?
// Grain: one row per event type, in the order in which they got their letters.
// Parameters: none
// Returns: letter STRING, source STRING, name STRING, role STRING
// Example: onepath query internal/journeys/letters
MATCH (type:EventType)
RETURN type.letter AS letter, type.source AS source, type.name AS name, type.role AS role
ORDER BY letter
