// Fragment: whether a person has an event that something is true of, which takes the place of the hole. Needs: journey.
// Parameters: none
EXISTS {
  MATCH (journey)<-[:WALKED]-(:Person)<-[:IDENTIFIES]-(:Identifier)<-[:BY]-(event:Event)
  WHERE true /* event */
}
