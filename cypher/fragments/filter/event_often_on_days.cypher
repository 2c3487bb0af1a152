// Fragment: whether these events are in a trail so often between two times. Needs: trail, clock.
//   In pieces of 200: a place in a text is looked for from the beginning of the text.
// Parameters:
//   letters: STRING - the letters of the events
//   others: STRING - all other letters
//   at_least: INTEGER - the fewest times
//   at_most: INTEGER - and the most
//   first: STRING - the earliest time that counts, as 16 digits
//   last: STRING - and the latest
$at_least <= reduce(found = 0, start IN range(0, size(trail) - 1, 200) | found + CASE
  WHEN ltrim(substring(trail, start, 200), $others) = '' THEN 0
  ELSE head([piece IN [[substring(trail, start, 200), substring(clock, 16 * start, 3200)]] |
    size([k IN range(0, size(piece[0]) - 1)
      WHERE $letters CONTAINS substring(piece[0], k, 1) AND $first <= substring(piece[1], 16 * k, 16) <= $last])])
END) <= $at_most
