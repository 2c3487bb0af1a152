// Fragment: whether one of a person's accounts has an attribute that compares so with a value. Needs: journey.
// Parameters:
//   source: STRING = null - the source that keeps the account; null is any
//   name: STRING - the attribute
//   other: MAP - the value and how it is compared, see fragments/comparison
EXISTS {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:HAS]-(user:User)
  WHERE $source IS NULL OR user.source = $source
  WITH user[$name] AS value, $other AS other
  WHERE
    // include: fragments/comparison
  RETURN value
}
