// Fragment: the letter of an event whose type has marks: by the conditions that its properties meet. Needs: event.
// Parameters:
//   event_marks: MAP - by source and name: letters LIST<STRING>, conditions LIST<LIST<MAP>>, see fragments/comparison
head([mark IN [$event_marks[event.source][event.name]] | mark.letters[reduce(place = 0, n IN range(0, size(mark.conditions) - 1) |
  place + CASE WHEN all(other IN mark.conditions[n] WHERE head([value IN [event[other.name]] |
  // include: fragments/comparison
  ])) THEN toInteger(2 ^ n) ELSE 0 END)]])
