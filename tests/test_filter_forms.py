"""A filter is written and read as options, as a document and as a sentence, and says what is wrong in it."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.graph.conditions import OPTIONS, Filter
from onepath.graph.errors import QuestionInvalid
from plain_filters import trees_of
from pydantic import BaseModel

TEXTS = st.text("abc.@|*=>&é 中", min_size=1, max_size=8)
DATES = st.dates(date(2020, 1, 1), date(2030, 1, 1))
RANGES = st.tuples(st.none() | DATES, st.none() | DATES).map(
    lambda days: dict(zip(("since", "until"), days if None in days else sorted(days), strict=True))
)


def without_none(tree: dict) -> dict:
    return {name: value for name, value in tree.items() if value is not None}


LEAVES = (
    st.builds(
        lambda event, fewest, more, days, last: without_none(
            {
                "kind": "event", "event": event, "at_least": fewest, "last_days": last, **days,
                "at_most": None if more is None and fewest else fewest + (more or 0),
            }
        ),
        TEXTS, st.integers(0, 3), st.none() | st.integers(0, 3), RANGES, st.none() | st.integers(1, 90),
    )
    | st.lists(TEXTS, min_size=1, max_size=2).map(lambda some: {"kind": "source", "sources": some})
    | RANGES.filter(lambda days: any(days.values())).map(
        lambda days: {"kind": "date_range", **without_none(days)}
    )
    | st.builds(
        lambda source, name, sign, value: without_none(
            {"kind": "attribute", "source": source, "name": name, "sign": sign, "value": value}
        ),
        st.none() | TEXTS, TEXTS, st.sampled_from(["=", "!=", "~"]), TEXTS,
    )
)  # fmt: skip
TREES = trees_of(LEAVES)
DID_A = {"kind": "event", "event": "a"}
FROM_WEB = {"kind": "source", "sources": ["web"]}
FILTERS = st.lists(TREES, max_size=4).map(lambda trees: Filter.from_options({"where": trees}))


def same(one: Filter, other: Filter) -> bool:
    """Whether they have the same conditions, in whatever order."""
    return set(one.conditions) == set(other.conditions)


@given(FILTERS)
def test_the_options_of_a_filter_make_the_same_filter(chosen: Filter):
    given: dict[str, list[str]] = {}
    for name, value in chosen.pairs():
        given.setdefault(name, []).append(value)
    assert same(Filter.from_options(given), chosen)
    words = chosen.options()
    assert [word for word in words[::2] if not word.startswith("--")] == []


class Document(BaseModel):
    filter: Filter = Filter()


@given(FILTERS)
def test_the_document_of_a_filter_makes_the_same_filter(chosen: Filter):
    text = Document(filter=chosen).model_dump_json()
    assert same(Document.model_validate_json(text).filter, chosen)
    assert same(Document.model_validate(Document(filter=chosen).model_dump()).filter, chosen)


@given(FILTERS, st.sampled_from(["en", "zh"]))
def test_every_filter_has_a_sentence(chosen: Filter, language: str):
    assert bool(chosen.sentence(language)) == bool(chosen)


@pytest.mark.parametrize(
    ("options", "english", "chinese"),
    [
        ({}, "", ""),
        ({"since": "2026-01-01", "until": "2026-01-31"}, "2026-01-01..2026-01-31", "2026-01-01..2026-01-31"),
        ({"until": "2199-12-31"}, "..2199-12-31", "..2199-12-31"),
        ({"source": "web"}, "from web", "来自 web"),
        ({"source": ["web", "app"]}, "from web or app", "来自 web、app"),
        ({"did": ["a", "b|c"], "did_not": "d"}, "did a, did b|c, did not d", "做过 a，做过 b|c，没做过 d"),
        (
            {"attribute": "crm.tier=gold"},
            "with an account where crm.tier=gold",
            "有 crm.tier=gold 的账号",
        ),
        (
            {"where": {"kind": "event", "event": "a", "at_least": 2, "at_most": 5, "last_days": 30}},
            "did a 2 to 5 times in the last 30 days",
            "最近 30 天做过 a 2 至 5 次",
        ),
        (
            {"where": {"kind": "event", "event": "a", "at_least": 0, "at_most": 1, "since": "2026-01-01"}},
            "did a at most 1 time in 2026-01-01..",
            "2026-01-01.. 做过 a 至多 1 次",
        ),
        (
            {
                "where": {
                    "kind": "not",
                    "condition": {
                        "kind": "or",
                        "conditions": [
                            {"kind": "event", "event": "a"},
                            {"kind": "source", "sources": ["web"]},
                        ],
                    },
                }
            },
            "not (did a or from web)",
            "非（做过 a或来自 web）",
        ),
    ],
)
def test_a_filter_is_said_as_people_say_it(options: dict, english: str, chinese: str):
    chosen = Filter.from_options(options)
    assert (chosen.sentence(), chosen.sentence("zh")) == (english, chinese)


def test_what_no_option_says_is_written_as_a_tree():
    tree = {"kind": "event", "event": "a", "at_least": 2}
    chosen = Filter.from_options({"did": "b", "where": json.dumps(tree)})
    assert chosen.options() == ["--did", "b", "--where", '{"kind":"event","event":"a","at_least":2}']
    assert chosen.model_dump() == {"did": ["b"], "where": [tree]}


def test_conditions_of_an_and_are_the_filters_own():
    chosen = Filter.from_options({"where": {"kind": "and", "conditions": [DID_A, FROM_WEB]}})
    assert chosen == Filter.from_options({"where": [DID_A, FROM_WEB]})
    assert chosen.has_entry
    assert not chosen.has_dates


def test_two_filters_together_have_each_condition_once():
    one = Filter.from_options({"did": "a", "source": "web"})
    other = Filter.from_options({"did": "a", "since": "2026-01-01"})
    assert (one & other).pairs() == [("source", "web"), ("did", "a"), ("since", "2026-01-01")]
    assert not Filter()
    assert one & Filter() == one


def test_the_dates_of_a_filter_are_those_of_all_its_date_ranges():
    one = Filter.from_options({"since": "2026-01-01", "until": "2026-03-01"})
    other = Filter.from_options({"since": "2026-02-01"})
    assert (one & other).dates == (date(2026, 2, 1), date(2026, 3, 1))
    assert Filter.from_options({"did": "a"}).dates == (None, None)


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"since": "2026-02-01", "until": "2026-01-01"}, "2026-02-01 is later than 2026-01-01"),
        ({"since": ["2026-01-01", "2026-01-02"]}, "since is given more than once"),
        ({"since": "yesterday"}, "since: "),
        ({"didnt": "a"}, "there is no filter 'didnt'"),
        ({"did": ""}, "event: "),
        ({"attribute": "gold"}, "'gold' is not a condition"),
        ({"attribute": "crm.points>many"}, "'many' is not a number"),
        ({"where": "{"}, "where: Invalid JSON"),
        ({"where": {"kind": "mood"}}, "mood"),
        ({"where": {"kind": "not"}}, "condition: Field required"),
        ({"where": {"kind": "event", "event": "a", "at_least": 3, "at_most": 2}}, "impossible"),
        ({"where": {"kind": "event", "event": "a", "at_least": 0}}, "met by everybody"),
        ({"where": {"kind": "date_range"}}, "needs since, until or both"),
    ],
)
def test_what_is_wrong_in_a_filter_is_reported(options: dict, wrong: str):
    with pytest.raises(QuestionInvalid) as error:
        Filter.from_options(options)
    assert wrong in str(error.value)


def test_all_mistakes_are_reported_together():
    with pytest.raises(QuestionInvalid) as error:
        Filter.from_options({"since": "x", "attribute": "gold", "didnt": "a"})
    assert all(text in str(error.value) for text in ("since", "gold", "didnt"))


def test_every_option_has_its_own_name_and_a_help():
    names = [option.name for option in OPTIONS]
    assert len(set(names)) == len(names)
    assert names[:5] == ["since", "until", "source", "did", "did_not"]
    assert names[-1] == "where"
    assert all(option.help and option.metavar for option in OPTIONS)
