"""Why identity resolution did something, and why loading rejected a row, in the reader's language.

Their own sentences are English.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from .language import LANGUAGES, language, word

__all__ = ["kind_text", "reason_text", "reject_text"]


def reason_text(reason: str) -> str:
    """A reason as identity resolution gives it; what somebody wrote by hand stays as it is."""
    return _translated(reason, "reasons")


def reject_text(reason: str) -> str:
    """A reason as loading gives it for a row or a cell that cannot be read."""
    return _translated(reason, "rejects")


def _translated(reason: str, section: str) -> str:
    if language() == next(iter(LANGUAGES)):
        return reason
    for pattern, template in _templates(language(), section):
        if found := pattern.fullmatch(reason):
            parts = {name: _translated(part, section) for name, part in found.groupdict().items()}
            return template.format(**parts)
    return reason


def kind_text(kind: str) -> str:
    """What a decision does, by its kind."""
    return word(f"all_decisions.kind_{kind}")


@cache
def _templates(code: str, section: str) -> Sequence[tuple[re.Pattern[str], str]]:
    text = files("onepath.app.explorer").joinpath("words", f"reasons_{code}.toml").read_text("utf-8")
    return [(_pattern(written), template) for written, template in tomllib.loads(text)[section].items()]


def _pattern(written: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w)\}", written)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)),
        re.DOTALL,
    )
