// Answers: Does any of these events have a property, and which properties do such events have?
// Grain: one row. `properties` is what a thousand of them have.
// Parameters:
//   names: LIST<STRING> - event names
//   property: STRING - the property
// Returns: known BOOLEAN, properties LIST<STRING>
// Example: onepath query internal/funnels/has_property --param names=add_to_cart --param property=price
CALL () {
  OPTIONAL MATCH (event:Event) WHERE event.name IN $names AND event[$property] IS NOT NULL
  RETURN event IS NOT NULL AS known LIMIT 1
}
CALL () {
  MATCH (event:Event) WHERE event.name IN $names
  WITH event LIMIT 1000
  UNWIND keys(event) AS property
  WITH DISTINCT property
  WHERE NOT property IN
  // include: fragments/event_fields
  WITH property ORDER BY property
  RETURN collect(property) AS properties
}
RETURN known, properties
