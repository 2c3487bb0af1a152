"""Filters, and by a plain search what they leave of people over several days."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from onepath.graph.conditions import CompiledFilter, Filter
from onepath.graph.questions import Question
from onepath.graph.store import Graph
from stored import DAY, Walk
from visits import NAMES, store_visits

SLOWLY = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FIRST_DAY = date(1970, 1, 1)
EVERYTHING = [[(name, 0) for name in NAMES]]
"""One person with every event, so that all of them are known."""

DAYS = st.sampled_from([None, *range(4)])
RANGES = st.tuples(DAYS, DAYS).map(lambda days: days if None in days or days[0] <= days[1] else days[::-1])
EVENTS = st.sampled_from(["a", "a@app", "b|c", "d"])
EVENT = st.builds(
    lambda event, fewest, more, days: {
        "kind": "event", "event": event, "at_least": fewest, **ends(days),
        **({} if more is None and fewest else {"at_most": fewest + (more or 0)}),
    },
    EVENTS, st.integers(0, 3), st.sampled_from([None, 0, 2]), RANGES,
)  # fmt: skip
SOURCE = st.sampled_from(["web", "app"]).map(lambda source: {"kind": "source", "sources": [source]})
DATES = RANGES.filter(any).map(lambda days: {"kind": "date_range", **ends(days)})
GOLD = st.just({"kind": "attribute", "source": "crm", "name": "tier", "value": "gold"})


def trees_of(leaves: st.SearchStrategy[dict]) -> st.SearchStrategy[dict]:
    """Trees of conditions with these leaves."""
    return st.recursive(
        leaves,
        lambda trees: (
            trees.map(lambda tree: {"kind": "not", "condition": tree})
            | st.builds(
                lambda kind, several: {"kind": kind, "conditions": several},
                st.sampled_from(["and", "or"]), st.lists(trees, min_size=1, max_size=3),
            )
        ),
        max_leaves=5,
    )  # fmt: skip


TREES = trees_of(EVENT | SOURCE | DATES | GOLD)
CHOSEN = st.fixed_dictionaries(
    {
        "days": RANGES,
        "source": st.sampled_from([None, None, "web", "app"]),
        "did": st.none() | EVENTS,
        "did_not": st.sampled_from([None, None, "d", "a@app"]),
        # Of an `and` the conditions would be the filter's own, and so about where what is counted begins.
        "where": st.none() | TREES.filter(lambda tree: tree["kind"] in ("event", "attribute", "not", "or")),
    }
)
"""A filter: its first and last day since 1970, its source, what was done and what was not, and a tree."""


def day(number: int | None) -> date | None:
    return None if number is None else FIRST_DAY + timedelta(days=number)


def ends(days: tuple[int | None, int | None]) -> dict[str, str]:
    return {name: str(day(n)) for name, n in zip(("since", "until"), days, strict=True) if n is not None}


def options(chosen: dict) -> dict:
    """The same as options."""
    rest = {name: chosen[name] for name in ("source", "did", "did_not", "where")}
    return {**ends(chosen["days"]), **{name: value for name, value in rest.items() if value is not None}}


def filter_of(graph: Graph, chosen: dict) -> CompiledFilter:
    return Filter.from_options(options(chosen)).compile(graph, graph.calendar)


def filtered(question: Question, chosen: dict) -> Question:
    return question.replace(filter=Filter.from_options(options(chosen)))


def source_of(name: str) -> str:
    return "app" if name.startswith("app/") else "web"


def is_one(name: str, text: str) -> bool:
    """Whether an event is one of a text: of one source, as `a@app`, or of any."""
    source, short = source_of(name), name.rpartition("/")[2]
    return any(one in (short, f"{short}@{source}") for one in text.split("|"))


def has(unit: Walk, text: str) -> bool:
    return any(is_one(name, text) for name, _ in unit)


def within(at: int, days: Sequence[int | None]) -> bool:
    since, until = days
    return (since is None or at >= since * DAY) and (until is None or at < (until + 1) * DAY)


def numbered(tree: dict) -> list[int | None]:
    """The days of a tree's node, counted since 1970."""
    texts = (tree.get(name) for name in ("since", "until"))
    return [text and (date.fromisoformat(text) - FIRST_DAY).days for text in texts]


def is_gold(person: str) -> bool:
    """Every second person has an account of this tier."""
    return int(person.removeprefix("p").partition("-")[0]) % 2 == 0


def meets(tree: dict, unit: Walk, person: str) -> bool:
    """Whether a person's journey or session, which has an event, meets a tree."""
    match tree["kind"]:
        case "and":
            return all(meets(one, unit, person) for one in tree["conditions"])
        case "or":
            return any(meets(one, unit, person) for one in tree["conditions"])
        case "not":
            return not meets(tree["condition"], unit, person)
        case "event":
            days = numbered(tree)
            times = sum(is_one(name, tree["event"]) and within(at, days) for name, at in unit)
            return tree.get("at_least", 1) <= times <= tree.get("at_most", len(unit))
        case "source":
            return source_of(unit[0][0]) in tree["sources"]
        case "date_range":
            return within(unit[0][1], numbered(tree))
        case "attribute":
            return is_gold(person)
        case kind:
            raise ValueError(kind)


def is_met(unit: Walk, chosen: dict, person: str) -> bool:
    """Whether it has what it should, and has not what it should not; wherever what is counted begins."""
    if not options(chosen):
        return True
    return (
        bool(unit)
        and not (chosen["did"] and not has(unit, chosen["did"]))
        and not (chosen["did_not"] and has(unit, chosen["did_not"]))
        and not (chosen["where"] and not meets(chosen["where"], unit, person))
    )


def on(event: tuple[str, int], chosen: dict) -> bool:
    """Whether an event is of the source, and on these days."""
    name, at = event
    return chosen["source"] in (None, source_of(name)) and within(at, chosen["days"])


def holds(unit: Walk, chosen: dict, person: str) -> bool:
    return on(unit[0], chosen) and is_met(unit, chosen, person)


def store_people(graph: Graph, people: list[list[Walk]]) -> None:
    store_visits(graph, people)
    give_accounts(graph)


def give_accounts(graph: Graph) -> None:
    """Each person has one account, of every second person a golden one."""
    graph.statement("MATCH (n:User|Identifier) DETACH DELETE n")
    graph.statement(
        "MATCH (person:Person) WITH person, split(substring(person.oneid, 1), '-')[0] AS number "
        "CREATE (:User {key: 'crm:' + number, source: 'crm', user_id: number, points: toInteger(number), "
        "tier: CASE toInteger(number) % 2 WHEN 0 THEN 'gold' ELSE 'silver' END})"
        "-[:HAS]->(:Identifier {key: 'crm_id:' + number})-[:IDENTIFIES]->(person)"
    )


def whole(visits: list[Walk]) -> Walk:
    return [event for visit in visits for event in visit]


def keep_only(graph: Graph, people: list[list[Walk]], count: str, chosen: dict) -> None:
    """Takes away all units that do not meet the filter; the alphabet of events stays."""
    rows = []
    for n, visits in enumerate(people):
        if count == "sessions":
            kept = [k for k, visit in enumerate(visits) if visit and holds(visit, chosen, f"p{n}")]
        else:
            kept = [*range(len(visits))] if whole(visits) and holds(whole(visits), chosen, f"p{n}") else []
        rows.append({"oneid": f"p{n}", "kept": kept})
    graph.statement(
        "UNWIND $rows AS row MATCH (journey:Journey {oneid: row.oneid}) "
        "SET journey.session_trails = [n IN row.kept | journey.session_trails[n]], "
        "    journey.session_clocks = [n IN row.kept | journey.session_clocks[n]], "
        "    journey.trail = CASE row.kept WHEN [] THEN '' ELSE journey.trail END "
        "WITH journey WHERE journey.trail = '' DETACH DELETE journey",
        rows=rows,
    )


def behind(question: Question, graph: Graph, of: str) -> tuple[int, int]:
    found = question.people(graph, of)
    return found.occurrences, found.count


def answers(graph: Graph, questions: Sequence[Question]) -> list[dict]:
    """The answers without the filter's sentence."""
    return [asdict(one.answer(graph)) | {"filter": None} for one in questions]
