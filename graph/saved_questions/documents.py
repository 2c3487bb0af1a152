"""Every kind of question in one table, and questions as JSON documents."""

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

from ..activity import (
    ActiveUsersQuestion,
    ArrivalsQuestion,
    DurationsQuestion,
    FrequencyQuestion,
    LifecycleQuestion,
)
from ..changes import ChangesQuestion
from ..console import CypherQuestion
from ..errors import QuestionInvalid
from ..flows import (
    PathsQuestion,
    ReworkQuestion,
    StepMatrixQuestion,
    TransitionMatrixQuestion,
    TransitionsQuestion,
    VariantsQuestion,
)
from ..funnels import FunnelQuestion
from ..outcomes import AttributionQuestion, PredictionQuestion, RetentionQuestion
from ..patterns import DriversQuestion, PatternsQuestion
from ..questions import Question

KINDS: Mapping[str, type[Question[Any]]] = {
    "funnel": FunnelQuestion,
    "paths": PathsQuestion,
    "transitions": TransitionsQuestion,
    "rework": ReworkQuestion,
    "variants": VariantsQuestion,
    "step_matrix": StepMatrixQuestion,
    "transition_matrix": TransitionMatrixQuestion,
    "patterns": PatternsQuestion,
    "drivers": DriversQuestion,
    "attribution": AttributionQuestion,
    "retention": RetentionQuestion,
    "active_users": ActiveUsersQuestion,
    "lifecycle": LifecycleQuestion,
    "frequency": FrequencyQuestion,
    "duration": DurationsQuestion,
    "arrivals": ArrivalsQuestion,
    "prediction": PredictionQuestion,
    "changes": ChangesQuestion,
    "cypher": CypherQuestion,
}
"""Every kind of question: the one table that knows all of them."""


def read_document(text: str, name: str) -> Question[Any]:
    """A question from JSON. Raises QuestionInvalid, with everything that is wrong."""
    try:
        document = json.loads(text, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError) as error:
        raise _invalid(name, f"it is not JSON ({error})") from error
    if not isinstance(document, dict):
        raise _invalid(name, "it is not a JSON object")
    kind = KINDS.get(str(document.get("kind")))
    if kind is None:
        raise _invalid(name, f"its kind is not one of {', '.join(KINDS)}")
    try:
        return kind.parse(**document)
    except QuestionInvalid as error:
        raise _invalid(name, error.message.rstrip(".")) from error
    except (ArithmeticError, TypeError, ValueError, RecursionError) as error:
        # What a newer version has written may be of any shape.
        raise _invalid(name, f"{type(error).__name__}: {error}") from error


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is not a finite number")
    return number


def write_document(question: Question[Any]) -> str:
    """The question as JSON, without what is as usual."""
    changed = question.model_dump(mode="json", exclude_defaults=True)
    always = question.model_dump(mode="json", include={"kind", "version"})
    return json.dumps(always | changed, indent=2, ensure_ascii=False)


def _invalid(name: str, faults: str) -> QuestionInvalid:
    return QuestionInvalid(
        f"{name} is not a question that this version can run: {faults}.",
        action="Compare it with one that works: onepath question show NAME",
    )
