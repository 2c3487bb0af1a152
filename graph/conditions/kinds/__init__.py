"""The kinds of conditions, each in a file of this folder that holds all of it."""

from functools import reduce
from importlib import import_module
from operator import or_
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from ..condition import Condition

for _file in iter_modules(__path__):
    import_module(f"{__name__}.{_file.name}")

KINDS: tuple[type[Condition], ...] = tuple(
    sorted(Condition.__subclasses__(), key=lambda kind: (kind.position, kind.__name__))
)
"""All kinds, in the order in which people read them."""

if TYPE_CHECKING:
    AnyCondition = Condition
else:
    AnyCondition = Annotated[reduce(or_, KINDS), Field(discriminator="kind")]

for _kind in KINDS:
    # Those that hold other conditions can be read now that all kinds are known.
    _kind.model_rebuild(_types_namespace={"AnyCondition": AnyCondition})

__all__ = ["KINDS", "AnyCondition"]
