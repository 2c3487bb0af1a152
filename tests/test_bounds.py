"""Custom Cypher that the server could not interrupt is not run; what analysts write is."""

import pytest
from onepath.graph.console.bounds import check_bounds
from onepath.graph.console.patterns import why_costly
from onepath.graph.errors import Refused

WITHOUT_END = [
    "RETURN reduce(s = 0, i IN range(1, 100000000000) | s + 1)",
    "RETURN size([i IN range(1, 100000000) WHERE i > 1])",
    "RETURN any(x IN range(1, 2000000) WHERE x < 0)",
    "RETURN range(1, 30000000)",
    "RETURN `range`(1, 100000000)",
    "RETURN range(1, 10^11)",
    "RETURN range(1, toInteger('100000000000'))",
    "RETURN range(1, 1_000_000_000)",
    "RETURN range(-1000000000, 0)",
    "RETURN all(x IN range(1, $large) WHERE true)",
    "WITH 10^11 AS n RETURN range(1, n)",
    "WITH 1 AS n WITH n * 1000000 * 1000000 AS n RETURN range(1, n)",
    "LET n = 10^11 RETURN range(1, n)",
    "MATCH (e:Event) RETURN range(1, e.sequence)",
    "RETURN [i IN range(1, 10000) | size([j IN range(1, 10000) WHERE j > i])]",
    "WITH range(1, 100000) AS l RETURN [i IN l | size([j IN l WHERE j > i])]",
    "RETURN [n IN range(1, 1000) | [m IN range(1, n * n * n) | m]]",
    "UNWIND range(1, 30000000) AS i RETURN collect(i)",
    "RETURN size([k IN range(1, 8) | reduce(s = toString(k), i IN range(1, 30) | s + s)])",
    "RETURN reduce(l = [1], i IN range(1, 40) | [l, l])",
    "RETURN reduce(s = 'a', i IN [1, 2, 3] | replace(s, 'a', s))",
    "WITH 'a' AS s " + "WITH s + s AS s " * 30 + "RETURN s",
    "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(.*a){25}b'",
    "RETURN 'a' =~ ('(a+)' + '+b')",
    "RETURN 'a' =~ $nested",
    "MATCH (e:Event) WHERE e.name =~ e.pattern RETURN e",
]
ORDINARY = [
    "UNWIND range(1, 1000000000) AS n RETURN n",
    "UNWIND range(1, 20) AS n RETURN [m IN range(1, n) | m]",
    "MATCH (j) RETURN [i IN range(0, size(j.path) - 2) | j.path[i] + '>' + j.path[i + 1]]",
    "MATCH (j) UNWIND [p IN range(0, size(j.path) - 1) WHERE j.path[p] = 'cart'] AS start "
    "RETURN [p IN range(start + 1, size(j.path) - 1) WHERE j.path[p] = 'buy'][0]",
    "RETURN reduce(most = 0, x IN [1, 2] | CASE WHEN x > most THEN x ELSE most END)",
    "RETURN reduce(sum = 0, x IN [1, 2] | sum + x)",
    "RETURN [x IN range(1, 100) WHERE x % 2 = 0]",
    "RETURN range(0, $small)",
    "MATCH (e:Event) WHERE e.name =~ '(?i).*pay.*' RETURN e",
    "MATCH (e:Event) WHERE e.name =~ '(?i)' + $text + '.*' RETURN e",
    "MATCH p = (a)-[*1..3]-(b) RETURN [n IN nodes(p) | n.name], a.n + a.n",
    "MATCH (e:Event) RETURN replace(replace(e.name, '_', ' '), '-', ' ')",
]
VALUES = {"large": 10**10, "small": 10, "text": "pay", "nested": "(x+x+)+y"}


@pytest.mark.parametrize("text", WITHOUT_END)
def test_what_could_keep_the_server_busy_for_ever_is_not_run(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_bounds(text, VALUES)
    assert "could not interrupt" in refusal.value.message
    assert refusal.value.action


@pytest.mark.parametrize("text", ORDINARY)
def test_what_analysts_write_is_within_the_bounds(text: str) -> None:
    check_bounds(text, VALUES)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a|a)*",
        "(.*a){25}",
        "((a*)b)*",
        r"(a)\1",
        "(?:x+y?)+z",
        "a*b*c*d*e*",
        "([a-z]+)*",
        "(a|ab)+",
    ],
)
def test_patterns_that_could_take_for_ever_are_known(pattern: str) -> None:
    assert why_costly(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        ".*",
        "(?i)a.*b.*",
        r"\d{4}-\d{2}",
        "[^a+]+",
        "(view|cart)+",
        "(ab)+",
        "(?:a|b)?c*",
        r"\Q(a+)+\E",
        "a{1,3}",
    ],
)
def test_ordinary_patterns_are_allowed(pattern: str) -> None:
    assert why_costly(pattern) is None
