"""Why identity resolution did something, in the reader's language: its own sentences are English."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from .language import LANGUAGES, language, word

__all__ = ["kind_text", "reason_text"]


def reason_text(reason: str) -> str:
    """A reason as identity resolution gives it; what somebody wrote by hand stays as it is."""
    if language() == next(iter(LANGUAGES)):
        return reason
    for pattern, template in _templates(language()):
        if found := pattern.fullmatch(reason):
            return template.format(**{name: reason_text(part) for name, part in found.groupdict().items()})
    return reason


def kind_text(kind: str) -> str:
    """What a decision does, by its kind."""
    return word(f"all_decisions.kind_{kind}")


@cache
def _templates(code: str) -> Sequence[tuple[re.Pattern[str], str]]:
    text = files("onepath.app.explorer").joinpath("words", f"reasons_{code}.toml").read_text("utf-8")
    return [(_pattern(written), template) for written, template in tomllib.loads(text)["reasons"].items()]


def _pattern(written: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w)\}", written)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)),
        re.DOTALL,
    )
