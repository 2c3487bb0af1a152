"""What the questions about flows have in common: how trails are labelled, and what is counted once."""

from typing import Annotated, Generic, Self, TypeVar

from pydantic import Field, model_validator

from ..questions import Option, Question
from .labels import Counted, LabelBy, TrailOptions, name_of_group

Answer = TypeVar("Answer")


class FlowQuestion(Question[Answer], Generic[Answer]):
    """A question about what follows what in journeys, or in sessions.

    The date range and the source apply to the first event of the journey (or session).
    """

    count: Annotated[Counted, Option("--count")] = Field(
        default="people", description="What to count: people, each with their whole journey, or sessions."
    )
    label: Annotated[LabelBy, Option("--label")] = Field(
        default="event", description="Label events by name, by source, or by both."
    )
    group_events: Annotated[tuple[str, ...], Option("--group-events", "NAME=EVENTS")] = Field(
        default=(), description='Count several events as one: "view=view_*|product_view". Repeatable.'
    )
    collapse: Annotated[bool, Option("--collapse")] = Field(
        default=False, description="Collapse consecutive repeats of an event into one."
    )

    @property
    def options(self) -> TrailOptions:
        """How trails are labelled."""
        return TrailOptions(self.count, self.label, self.group_events, self.collapse)

    @model_validator(mode="after")
    def _groups_have_names(self) -> Self:
        for group in self.group_events:
            name_of_group(group)
        return self
