// Answers: Every event of every journey, as a column store would keep it.
// Grain: one row per event.
// Parameters: none
// Returns: person STRING, name STRING, source STRING, at INTEGER, place INTEGER
// Example: run by onepath bench
MATCH (journey:Journey)
UNWIND range(0, journey.length - 1) AS place
RETURN journey.oneid AS person, journey.path[place] AS name, journey.sources[place] AS source,
       journey.at[place] AS at, place
