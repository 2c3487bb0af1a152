// Fragment: whether one of these events is in a trail. Needs: trail.
//   Something of it is left when all other letters are trimmed off.
// Parameters:
//   others: STRING - all letters but those of the events
ltrim(trail, $others) <> ''
