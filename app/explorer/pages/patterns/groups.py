"""The two groups that are compared: what they are called, and how many of each have something."""

from onepath.graph.patterns import PatternsQuestion

from ...compare_control import group_names
from ...drill_down import Measure
from ...language import word

__all__ = ["Groups", "groups_of", "measures_of", "target_groups"]

Groups = tuple[str, str]


def groups_of(question: PatternsQuestion) -> Groups:
    """What the two groups of a question are called."""
    return group_names(question.compare) if question.compare else target_groups(question.target or "")


def target_groups(target: str) -> Groups:
    """What people who convert to the target and the others are called."""
    return word("patterns.converted", event=target), word("patterns.not_converted", event=target)


def measures_of(text: str, counts: tuple[int, int], groups: Groups, place: int) -> tuple[Measure, Measure]:
    """How many of either group have a pattern or a driver, by the bars of both."""
    first, second = (
        Measure(
            f"{which}:{text}", word("patterns.of", pattern=text, group=group), count,
            (("main", series, place),),
        )
        for series, (which, group, count) in enumerate(zip(("first", "second"), groups, counts, strict=True))
    )  # fmt: skip
    return first, second
