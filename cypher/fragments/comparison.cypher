// Fragment: whether a value compares so with another: a map of its sign (= != > >= < <= or ~ for holds its text), its
//   text, and its number or null. Needs: value, other.
//   Two numbers are compared as numbers, anything else as text. A missing value is different from every other.
//   Text is only read as a number where the other is one: text that is no number costs 0.1 ms.
// Parameters: none
CASE other.sign
  WHEN '=' THEN coalesce(CASE WHEN other.number IS NOT NULL THEN toFloatOrNull(value) = other.number END, toStringOrNull(value) = other.text)
  WHEN '!=' THEN NOT coalesce(CASE WHEN other.number IS NOT NULL THEN toFloatOrNull(value) = other.number END, toStringOrNull(value) = other.text, false)
  WHEN '~' THEN toLower(toStringOrNull(value)) CONTAINS toLower(other.text)
  WHEN '>' THEN toFloatOrNull(value) > other.number
  WHEN '>=' THEN toFloatOrNull(value) >= other.number
  WHEN '<' THEN toFloatOrNull(value) < other.number
  ELSE toFloatOrNull(value) <= other.number
END
