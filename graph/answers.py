"""Answers as JSON. The dataclasses of `graph/` are the shapes that programs get: nothing copies them."""

import inspect
from dataclasses import is_dataclass
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema


def answer_json(answer: object) -> str:
    """An answer as one JSON document: times as ISO 8601, absent values as null."""
    return TypeAdapter(type(answer)).dump_json(answer, indent=2).decode()


def answer_schema(shape: Any) -> dict[str, Any]:
    """The JSON Schema of an answer: the promise that a snapshot in `tests/snapshots/` holds."""
    return TypeAdapter(shape).json_schema(mode="serialization", schema_generator=_Documented)


class _Documented(GenerateJsonSchema):
    """Takes the docstrings of dataclasses too; pydantic takes only those of its own models."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        made = super().dataclass_schema(schema)
        shape = schema["cls"]
        text = shape.__doc__ or ""
        # A dataclass without a docstring is given its signature as one.
        if is_dataclass(shape) and text and not text.startswith(f"{shape.__name__}("):
            made.setdefault("description", inspect.cleandoc(text))
        return made
