"""The kinds of questions that can be kept: small typed documents, each with its kind and version."""

from typing import Annotated

from onepath.graph.errors import QuestionInvalid
from onepath.graph.funnels import FunnelQuestion
from pydantic import Field, TypeAdapter, ValidationError

Question = Annotated[FunnelQuestion, Field()]
_READER: TypeAdapter[Question] = TypeAdapter(Question)


def read_document(text: str, name: str) -> Question:
    """A question from JSON. Raises QuestionInvalid, with everything that is wrong."""
    try:
        return _READER.validate_json(text)
    except ValidationError as error:
        faults = [
            f"{'.'.join(str(part) for part in one['loc']) or 'the document'}: {one['msg']}"
            for one in error.errors()
        ]
        raise QuestionInvalid(
            f"{name} is no question that this version can ask: {'; '.join(faults)}.",
            action="Compare it with one that works: onepath question show NAME",
        ) from error


def write_document(question: Question) -> str:
    """The question as JSON, without what is as always."""
    kept = question.model_dump(mode="json", exclude_defaults=True)
    whole = question.model_dump(mode="json", include={"kind", "version"})
    return TypeAdapter(dict).dump_json(whole | kept, indent=2).decode()
