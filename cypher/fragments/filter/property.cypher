// Fragment: whether an event is of one of these types, and its properties compare so with values. Needs: event.
// Parameters:
//   types: LIST<LIST<STRING>> = null - sources and names; null is any
//   others: LIST<MAP> - for each property its name, the value and how it is compared, see fragments/comparison
($types IS NULL OR [event.source, event.name] IN $types) AND all(other IN $others WHERE head([value IN [event[other.name]] |
  // include: fragments/comparison
]))
