// Fragment: whether what is counted begins between two times. Needs: time.
// Parameters:
//   since: INTEGER - microseconds since 1970, included
//   until: INTEGER - microseconds since 1970, included
$since <= time <= $until
