// Fragment: whether an account's link held at a moment: not ended by then, and not in a gap. Needs: link.
// Parameters:
//   until: DATETIME - the moment
AND (link.ended_at IS NULL OR link.ended_at >= $until)
AND (link.gaps IS NULL
     OR none(n IN range(0, size(link.gaps) - 1, 2) WHERE link.gaps[n] < $until AND link.gaps[n + 1] >= $until))
