// Fragment: the day that the clocks of a time zone show at an instant, in days since 1970. Needs: at, in microseconds since 1970.
// Parameters:
//   offsets: LIST<LIST<INTEGER>> = null - since when the clocks are how many microseconds ahead of UTC, the latest first; null for UTC
CASE WHEN $offsets IS NULL THEN at / 86400000000
  // Before 1970 a quotient is rounded up.
  ELSE (at + 86400000000 + CASE size($offsets) WHEN 1 THEN $offsets[0][1]
    ELSE coalesce(head([since IN $offsets WHERE since[0] <= at | since[1]]), $offsets[-1][1]) END) / 86400000000 - 1
END
