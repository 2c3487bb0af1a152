// Fragment: whether these events are in a trail so often. Needs: trail.
// Parameters:
//   letters: LIST<STRING> - the letters of the events
//   at_least: INTEGER - the fewest times
//   at_most: INTEGER - and the most
$at_least <= size(trail) - size(reduce(rest = trail, one IN $letters | replace(rest, one, ''))) <= $at_most
