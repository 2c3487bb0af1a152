"""Labels as the texts that name their events in a question."""

import re
from collections.abc import Sequence

from ..store import Graph
from ..trails import Alphabet, EventType
from .labels import Labels, TrailOptions

_MARKS = re.compile(r"([\\|*@])")


def event_text(graph: Graph, label: str, options: TrailOptions = TrailOptions()) -> str:
    """What the options call `label` as a question names it: `pay`, `pay@shop`, `*@web`, `view|cart`.

    Empty where no event is called so, as the ends of units are.
    """
    labels, kinds = _called(graph, label, options)
    parts = _parts(labels.alphabet, kinds)
    # A name alone is taken as it is, marks included.
    return kinds[0].name if kinds and parts == [_marked(kinds[0].name)] else "|".join(parts)


def event_alternatives(graph: Graph, label: str, options: TrailOptions = TrailOptions()) -> str:
    """The same as a part of a longer text: marks in a name alone are written with a backslash too."""
    labels, kinds = _called(graph, label, options)
    return "|".join(_parts(labels.alphabet, kinds))


def _called(graph: Graph, label: str, options: TrailOptions) -> tuple[Labels, list[EventType]]:
    labels = options.read(graph)
    return labels, [kind for kind in labels.alphabet.types if labels.label(kind.letter) == label]


def _parts(alphabet: Alphabet, kinds: Sequence[EventType]) -> list[str]:
    """Alternatives that name exactly these events."""
    letters = {kind.letter for kind in kinds}
    sources = {kind.source for kind in kinds}
    if len(kinds) > 1 and len(sources) == 1 and set(alphabet.of_source(kinds[0].source)) == letters:
        return [f"*@{kinds[0].source}"]
    return list(
        dict.fromkeys(
            _marked(kind.name)
            if set(alphabet.named(kind.name)) <= letters
            else f"{_marked(kind.name)}@{kind.source}"
            for kind in kinds
        )
    )


def _marked(name: str) -> str:
    return _MARKS.sub(r"\\\1", name)
