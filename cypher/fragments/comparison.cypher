// Fragment: keeps the rows whose value compares so with another. Needs: value.
//   Two numbers are compared as numbers, anything else as text. A missing value is different from every other.
//   Text is only read as a number where the other value is one: what is none costs 0.1 ms.
// Parameters:
//   sign: STRING - = != > >= < <= or ~ (its text holds the other)
//   text: STRING - the other value as text
//   number: FLOAT = null - the other value as a number, if it is one
WHERE CASE $sign
  WHEN '=' THEN coalesce(CASE WHEN $number IS NOT NULL THEN toFloatOrNull(value) = $number END, toStringOrNull(value) = $text)
  WHEN '!=' THEN NOT coalesce(CASE WHEN $number IS NOT NULL THEN toFloatOrNull(value) = $number END, toStringOrNull(value) = $text, false)
  WHEN '~' THEN toLower(toStringOrNull(value)) CONTAINS toLower($text)
  WHEN '>' THEN toFloatOrNull(value) > $number
  WHEN '>=' THEN toFloatOrNull(value) >= $number
  WHEN '<' THEN toFloatOrNull(value) < $number
  ELSE toFloatOrNull(value) <= $number
END
