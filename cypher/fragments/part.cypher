// Fragment: whether a journey is in the part that is read, where several parts are read at once. Needs: journey.
// Parameters:
//   part: INTEGER = 0 - which part of the journeys
//   parts: INTEGER = 1 - in how many parts they are read
coalesce(journey.slot, 0) % $parts = $part
