// Answers: How many people or sessions hold a pattern: its events in this order, others between them or not?
//   With a target, what comes before its first event counts; who has it converts. Without one, everything counts.
// Grain: one row per group: who converts or not, and who holds the pattern or not.
// Parameters:
//   steps: LIST<STRING> - event names, in order; alternatives have | between them
//   target: LIST<STRING> = [] - event names; the first event of any of them ends a trail
//   scope: STRING = person - person: whole journeys; session: visits
//   max_gap: INTEGER = null - the most events between one of the pattern and the next; null is any number
// Returns: converts BOOLEAN, holds BOOLEAN, units INTEGER
// Example: onepath query internal/patterns/count --param steps=browse,add_to_cart --param target=purchase
CYPHER 25
MATCH (type:EventType)
WITH collect(type) AS types
// º stands for whatever came after all letters were given out.
WITH types, reduce(letters = 'º', type IN types | letters + CASE WHEN type.name IN $target THEN '' ELSE type.letter END) AS before,
     [step IN $steps | reduce(letters = '', type IN types |
       letters + CASE WHEN type.name IN split(step, '|') THEN type.letter ELSE '' END)] AS steps
// others[n]: all letters but those of step n. A trail that they are trimmed off begins with step n.
WITH before, [letters IN steps | reduce(others = 'º', type IN types |
       others + CASE WHEN letters CONTAINS type.letter THEN '' ELSE type.letter END)] AS others,
     reduce(marks = '', step IN steps | marks + '.') AS marks,
     // With a greatest gap every place has to be tried, which is what a regular expression does.
     CASE WHEN $max_gap IS NOT NULL THEN reduce(pattern = '.*', n IN range(0, size(steps) - 1) | pattern
       + CASE n WHEN 0 THEN '' ELSE '.{0,' + $max_gap + '}' END + '[' + steps[n] + ']') + '.*' END AS near
MATCH (journey:Journey)
UNWIND CASE $scope WHEN 'session' THEN journey.session_trails ELSE [journey.trail] END AS trail
WITH others, marks, near, trail, size(ltrim(trail, before)) AS rest
WITH others, marks, near, left(trail, size(trail) - rest) AS trail, rest > 0 AS converts
// Each step takes away the letters up to its event, or one mark: whoever has all of them keeps all marks.
WITH converts, size(reduce(rest = trail + marks, letters IN others | substring(ltrim(rest, letters), 1))) >= size(marks)
       AND coalesce(trail =~ near, true) AS holds
RETURN converts, holds, count(*) AS units
ORDER BY converts DESC, holds DESC
