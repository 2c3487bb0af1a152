// Answers: Which links between these two identifiers have ended, because an account does not name one of them any more?
// Grain: one row per link, the last that ended first.
// Parameters:
//   a: STRING - an identifier key
//   b: STRING - the other one
// Returns: key STRING, account STRING, ended_at DATETIME
// Example: run by onepath identity explain
MATCH (one:Identifier {key: $a})-[link:ENDED_LINK]-(:Identifier {key: $b})
USING INDEX SEEK one:Identifier(key)
RETURN link.key AS key, link.account AS account, link.ended_at AS ended_at
ORDER BY ended_at DESC, key
