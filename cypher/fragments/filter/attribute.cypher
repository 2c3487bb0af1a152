// Fragment: whether one of a person's accounts has an attribute that compares so with a value. Needs: journey.
//   A missing attribute is different from every value.
// Parameters:
//   source: STRING = null - the source that keeps the account; null is any
//   name: STRING - the attribute
EXISTS {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:HAS]-(user:User)
  WHERE $source IS NULL OR user.source = $source
  WITH user[$name] AS value
  // include: fragments/comparison
  RETURN value
}
