"""The values of events' properties, day by day, as the graph has them."""

from collections.abc import Iterable

from ..errors import QuestionInvalid
from ..store import Graph, Row
from ..trails import Alphabet
from .measures import MOST_VALUES, ValueRow


def values_of_event(graph: Graph, event: str, offsets: list[list[int]] | None) -> list[ValueRow]:
    """Those of one event, of properties that have few values: an order's number explains nothing."""
    rows = graph.ask("internal/changes/event_properties", event=event, values=MOST_VALUES)
    properties = [row["property"] for row in rows]
    if not properties:
        return []
    return _rows(
        graph.ask("internal/changes/event_values", event=event, properties=properties, offsets=offsets)
    )


def values_of_property(
    graph: Graph, alphabet: Alphabet, name: str, offsets: list[list[int]] | None
) -> list[ValueRow]:
    """Those of one property of everything that people did. Raises QuestionInvalid if nothing has it."""
    rows = graph.ask(
        "internal/changes/values_by_day", property=name, passive=passive_names(alphabet), offsets=offsets
    )
    if not rows:
        raise QuestionInvalid(
            f"No event has a property {name!r}.",
            action="See the properties with: onepath query sources/event_properties",
        )
    return _rows({"property": name, **row} for row in rows)


def passive_names(alphabet: Alphabet) -> list[str]:
    """The names of what nobody did."""
    return sorted({alphabet.name[letter] for letter in alphabet.passive})


def _rows(rows: Iterable[Row]) -> list[ValueRow]:
    return [ValueRow(row["property"], row["value"], row["day"], row["times"]) for row in rows]
