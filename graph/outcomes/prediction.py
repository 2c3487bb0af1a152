"""Prediction as a question: which event comes next, and how often that is right."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from ..errors import QuestionInvalid
from ..identity import load_rules
from ..people import require_oneid
from ..questions import Option, People, PersonOccurrences, Question, split_names
from ..settings import Settings
from ..store import Graph
from .event_model import MOST_EVENTS_BEFORE, Context, EventModel, PredictedEvent
from .witten_bell import Score

_ORDERS = re.compile(r"(\d+)(?:\.\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Orders:
    """How many previous events predictions use: `first` to `last`, each tested for itself."""

    first: int = 2
    last: int = 2

    @property
    def text(self) -> str:
        """As it is typed: `2`, or `1..5`."""
        return str(self.last) if self.first == self.last else f"{self.first}..{self.last}"


def _orders(given: object) -> object:
    if not isinstance(given, str | int):
        return given
    found = _ORDERS.fullmatch(str(given).strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last <= MOST_EVENTS_BEFORE:
        raise ValueError(
            f"{given!r} are not previous events; write a number from 1 to {MOST_EVENTS_BEFORE}, or two: 1..5"
        )
    return Orders(first, last)


_OrdersText = Annotated[
    Orders, BeforeValidator(_orders), PlainSerializer(lambda orders: orders.text, return_type=str)
]


@dataclass(frozen=True, slots=True)
class Prediction:
    """How often predictions are right, trained on `trained` people and tested on `holdout` others, for each
    number of previous events; `baseline` always predicts the most frequent events.

    `context` and `next` are null without a context; `next` has the most probable events first.
    """

    order: int
    filter: str
    trained: int
    holdout: int
    baseline: Score
    orders: tuple[Score, ...]
    oneid: str | None
    context: tuple[str, ...] | None
    next: tuple[PredictedEvent, ...] | None


class PredictionQuestion(Question[Prediction]):
    """Predict the next event, and measure how often that is right on people left out of the training.

    Numbers for --people: `purchase` is everybody who did this event directly after the context.

    Example: onepath predict --after "add_to_cart>checkout"
    """

    command = ("predict",)

    kind: Literal["prediction"] = "prediction"
    previous: Annotated[_OrdersText, Option("--previous", "1..5")] = Field(
        default=Orders(),
        description="How many previous events to use, from 1 to 5; 1..5 compares all of these.",
    )
    after: Annotated[str | None, Option("--after", "EVENTS")] = Field(
        default=None,
        description='Predict what comes after these events (the context), such as "add_to_cart>checkout".',
    )
    person: Annotated[str | None, Option("--person", "IDENTIFIER")] = Field(
        default=None, description="Predict what this person does next: the context is their last events."
    )
    holdout: Annotated[float, Option("--holdout")] = Field(
        default=0.2, gt=0, lt=1, description="The share of people to leave out of the training and test on."
    )

    def answer(self, graph: Graph) -> Prediction:
        oneid = self._oneid(graph)
        model = self._model(graph)
        context = self._context(model, oneid)
        tested = model.evaluate(range(self.previous.first, self.previous.last + 1))
        return Prediction(
            order=self.previous.last,
            filter=self.filter.sentence(),
            trained=tested.trained,
            holdout=tested.holdout,
            baseline=tested.baseline,
            orders=tested.orders,
            oneid=oneid,
            context=context.texts if context else None,
            next=tuple(model.after(context)) if context else None,
        )

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        oneid = self._oneid(graph)
        model = self._model(graph)
        context = self._context(model, oneid)
        if context is None:
            raise QuestionInvalid(
                "Without a context nobody is behind a prediction.",
                action="Give one with --after or --person.",
            )
        found = model.people(context, of)
        return People.found(of, found, sum(one.occurrences for one in found))

    @model_validator(mode="after")
    def _has_one_context(self) -> Self:
        if self.after is not None and self.person is not None:
            raise ValueError("the context is given by --after or by --person, not by both")
        return self

    def _model(self, graph: Graph) -> EventModel:
        return EventModel.read(graph, self.previous.last, self.holdout, self.compiled_filter(graph))

    def _context(self, model: EventModel, oneid: str | None) -> Context | None:
        if oneid is not None:
            return model.context_of(oneid)
        if self.after is None:
            return None
        texts = (text.strip() for text in split_names(self.after, model.alphabet.names))
        return model.context([text for text in texts if text])

    def _oneid(self, graph: Graph) -> str | None:
        """The person's OneID. Raises GraphError if nobody has the identifier."""
        if self.person is None:
            return None
        return require_oneid(graph, self.person, load_rules(Settings().rules))
