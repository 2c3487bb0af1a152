"""Rules as data: which identifiers may be one person. One TOML file, checked whole before any work."""

import fnmatch
import hashlib
import re
import tomllib
from collections.abc import Iterable
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from onepath.loaders.identifiers import NORMALISERS, Normalisers
from onepath.loaders.kinds import is_kind_name
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ..attributes import Attribute, Consequence, ContradictionRules, Meaning
from ..errors import RulesInvalid

OTHER = "other"
"""The table of the kinds that the file does not name."""

_MOST_BYTES = 1_000_000
_NAME: tuple[Meaning, ...] = ("full_name", "given_name", "middle_name", "surname")
_MEANINGS_OF: dict[Attribute, tuple[Meaning, ...]] = {
    "birth_date": ("birth_date", "birth_year"),
    "name": _NAME,
    "suffix": (*_NAME, "suffix"),
    "gender": ("gender",),
}


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KindRules(_Table):
    """The merge rules of one kind of identifier."""

    priority: int = Field(ge=0, le=1000)
    limit: int | None = Field(default=None, ge=1, le=1_000_000_000)
    window_days: int | None = Field(default=None, ge=1, le=36_500)
    shared_above: int | None = Field(default=None, ge=1, le=1_000_000_000)
    unique: bool = False
    merges: Literal["people", "traces"] = "people"
    normaliser: str | None = None
    link_days: int | None = Field(default=None, ge=1, le=36_500)
    blocked: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _agrees(self) -> "KindRules":
        if self.unique and self.limit not in (None, 1):
            raise ValueError("unique means a limit of 1; leave the limit out")
        if self.unique and self.window_days is not None:
            raise ValueError("unique has no window; leave window_days out")
        if self.window_days is not None and self.limit is None:
            raise ValueError("window_days needs a limit")
        if self.unique and self.shared_above is not None:
            raise ValueError("unique means that two values are two people; leave shared_above out")
        if self.limit is not None and self.shared_above is not None and self.shared_above < self.limit:
            raise ValueError("shared_above is less than the limit: one person may have that many")
        if self.normaliser is not None and self.normaliser not in NORMALISERS:
            raise ValueError(f"normaliser {self.normaliser!r} is not one of {', '.join(NORMALISERS)}")
        return self

    @property
    def most(self) -> int | None:
        """How many values a person may have, within the window where there is one."""
        return 1 if self.unique else self.limit

    @property
    def shared_by_more_than(self) -> int | None:
        """An identifier that leads to more people than this by values of the kind is shared; None: never."""
        return 1 if self.unique else self.shared_above

    @cached_property
    def _blocked(self) -> re.Pattern[str] | None:
        # Glob patterns and not regular ones: no pattern that somebody writes can take for ever.
        return re.compile("|".join(map(fnmatch.translate, self.blocked))) if self.blocked else None

    def blocks(self, value: str) -> bool:
        """Whether the rules block the value."""
        return self._blocked is not None and self._blocked.match(value) is not None


class LinkRules(_Table):
    """The confidence from which links of one rule merge people."""

    threshold: float = Field(default=0.0, ge=0.0, le=1.0)


class PeopleRules(_Table):
    """The limits of a person over all kinds of identifiers."""

    most_identifiers: int = Field(default=500, ge=1, le=1_000_000_000)
    most_links: int = Field(default=2000, ge=1, le=1_000_000_000)


class AttributeContradictions(_Table):
    """What follows when two accounts contradict each other in an attribute."""

    birth_date: Consequence = "ignore"
    name: Consequence = "ignore"
    suffix: Consequence = "ignore"
    gender: Consequence = "ignore"
    names_differ_below: float = Field(default=0.8, ge=0.0, le=1.0)


class Rules(_Table):
    """A complete rules file."""

    people: PeopleRules = PeopleRules()
    kinds: dict[str, KindRules]
    links: dict[str, LinkRules] = {}
    attributes: dict[Meaning, tuple[str, ...]] = {}
    contradictions: AttributeContradictions = AttributeContradictions()

    @model_validator(mode="after")
    def _names(self) -> "Rules":
        wrong = [kind for kind in self.kinds if not is_kind_name(kind)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} cannot name a kind of identifier (small letters, digits and _)")
        if OTHER not in self.kinds:
            raise ValueError(f"[kinds.{OTHER}] is missing: the rules for kinds that are not named")
        return self

    def of(self, kind: str) -> KindRules:
        """The rules of a kind; those of `other` where the file does not name it."""
        return self.kinds.get(kind) or self.kinds[OTHER]

    def priority(self, kind: str) -> int:
        """How strong the evidence of a kind is."""
        return self.of(kind).priority

    def blocks(self, key: str) -> bool:
        """Whether the rules block the identifier. Key: `kind:value`."""
        kind, _, value = key.partition(":")
        return self.of(kind).blocks(value)

    def why_blocked(self, key: str, links: int) -> str | None:
        """Why an identifier with this many links is blocked, or None. Key: `kind:value`."""
        if self.blocks(key):
            return "by the rules"
        most = self.people.most_links
        return f"more than {most} links" if links > most else None

    def threshold(self, rule: str) -> float:
        """How sure evidence of this rule has to be."""
        found = self.links.get(rule)
        return found.threshold if found else 0.0

    def strongest(self, keys: Iterable[str]) -> str | None:
        """Of an account's identifiers the one that stands for it: by priority, then the smallest key."""
        return min(keys, key=self.strength, default=None)

    def strength(self, key: str) -> tuple[int, str]:
        """Sorts the strongest identifier first: by priority, then by key."""
        return -self.priority(key.partition(":")[0]), key

    @cached_property
    def against(self) -> ContradictionRules:
        """What keeps two accounts separate."""
        said = self.contradictions
        return ContradictionRules(
            (
                ("birth_date", said.birth_date), ("name", said.name),
                ("suffix", said.suffix), ("gender", said.gender),
            ),
            said.names_differ_below,
        )  # fmt: skip

    @cached_property
    def separating_attributes(self) -> dict[Meaning, tuple[str, ...]]:
        """The attributes, with what the sources call them, that can keep two accounts separate."""
        said = self.contradictions
        needed = {
            meaning
            for attribute, meanings in _MEANINGS_OF.items()
            if getattr(said, attribute) != "ignore"
            for meaning in meanings
        }
        return {meaning: names for meaning, names in self.attributes.items() if meaning in needed}

    @cached_property
    def fingerprint(self) -> str:
        """Changes when the rules do, so that everybody is resolved again."""
        return hashlib.blake2b(self.model_dump_json().encode(), digest_size=8).hexdigest()

    @property
    def normalisers(self) -> Normalisers:
        """How kinds are spelled that name a normaliser; the others as they are by themselves."""
        return {kind: rules.normaliser for kind, rules in self.kinds.items() if rules.normaliser}


def default_rules() -> Rules:
    """The rules that onepath comes with."""
    text = files("onepath.graph.identity").joinpath("rules.toml").read_text("utf-8")
    return _checked(tomllib.loads(text), "rules.toml")


def load_rules(path: Path | None) -> Rules:
    """The rules of a file, or those that onepath comes with. Raises RulesInvalid with every mistake."""
    if path is None:
        return default_rules()
    try:
        if path.is_file() and path.stat().st_size > _MOST_BYTES:
            raise RulesInvalid(f"{path} has {path.stat().st_size:,} bytes, so it is not a rules file.")
        return _checked(tomllib.loads(path.read_text("utf-8")), str(path))
    except (OSError, UnicodeDecodeError) as why:
        reason = getattr(why, "strerror", None) or why
        raise _invalid(f"The rules file {path} cannot be read: {reason}.") from why
    except (ValueError, RecursionError) as why:  # also a number of thousands of digits
        raise _invalid(f"{path} is not TOML: {why}.") from why


def _checked(table: dict[str, Any], name: str) -> Rules:
    try:
        return Rules.model_validate(table)
    except ValidationError as why:
        lines = "\n".join(map(_mistake, why.errors()))
        raise _invalid(f"These rules of {name} make no sense:\n{lines}") from why


def _mistake(error: Any) -> str:
    where = ".".join(map(str, error["loc"])) or "the file"
    return f"  {where}: {error['msg'].removeprefix('Value error, ')}"


def _invalid(message: str) -> RulesInvalid:
    return RulesInvalid(
        message,
        kept="Nothing was changed.",
        action="Correct the file, and check it with: onepath identity check FILE",
    )
