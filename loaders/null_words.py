"""Words that stand for nothing and nobody: as identifiers they would join strangers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["NULL_WORDS", "NULL_WORDS_OF_KIND", "NullWords", "is_null"]

NULL_WORDS: Mapping[str, tuple[str, ...]] = {
    "systems": (
        "null", "none", "nil", "nan", "nat", "na", "n/a", "n.a.", "#n/a", "#null!", "#ref!", "#value!",
        "<na>",
        "(null)", "<null>", "[null]", "\\n", '"null"', "'null'", '""', "''", "undefined", "true", "false",
        "[object object]", "(not set)", "(not provided)", "(none)", "(blank)", "(empty)", "not_set",
        "not_available", "not_applicable", "not applicable", "not available", "/", "\\", "-1",
    ),
    "en": (
        "unknown", "(unknown)", "anonymous", "anon", "guest", "visitor", "nobody", "not_authenticated",
        "not authenticated", "unauthenticated", "not_logged_in", "not logged in", "logged_out",
    ),
    "zh": (
        "未知", "匿名", "匿名用户", "无", "暂无", "没有", "空", "空值", "游客", "访客", "未登录", "未注册",
        "未绑定", "未填写", "不详",
    ),
}  # fmt: skip
"""By language (`systems`: what programs write), words that no identifier is, without regard to case."""

NULL_WORDS_OF_KIND: Mapping[str, tuple[str, ...]] = {
    # What phones give to apps that may not know: of every iPhone, and of every emulator.
    "device": ("02:00:00:00:00:00", "9774d56d682e549c"),
}
"""By kind of identifier, values that many devices or people give."""

_BUILT_IN = frozenset(word.lower() for words in NULL_WORDS.values() for word in words)
_OF_KIND = {kind: frozenset(words) for kind, words in NULL_WORDS_OF_KIND.items()}
_ZERO_MARKS = "0-:._{}\0"  # an id of nothing but these is the zero of its format: UUID, MAC, IP, counter
_LOST_MARKS = "?？#"  # what is left of a text that was exported in the wrong encoding, or was too wide


@dataclass(frozen=True, slots=True)
class NullWords:
    """Which words stand for nothing: the built-in ones, unless they are switched off, and one's own."""

    own: frozenset[str] = field(default_factory=frozenset)
    built_in: bool = True

    @classmethod
    def of(cls, own: Iterable[str] = (), *, built_in: bool = True) -> "NullWords":
        """One's own words, of any case."""
        return cls(frozenset(word.strip().lower() for word in own), built_in)

    def hold(self, text: str, kind: str = "") -> bool:
        """Whether the text, without blanks at its ends, stands for nothing."""
        if not text:
            return True
        word = text.lower()
        if word in self.own:
            return True
        first = text[0]
        if not self.built_in:
            return first == "\0" and not text.strip("\0")
        return (
            word in _BUILT_IN
            or (first in _ZERO_MARKS and not text.strip(_ZERO_MARKS))
            or (first in _LOST_MARKS and not text.strip(_LOST_MARKS))
            or (first in "[{" and _is_empty_json(text))
            or word in _OF_KIND.get(kind, ())
        )


ALWAYS = NullWords()


def is_null(text: str, words: NullWords = ALWAYS, kind: str = "") -> bool:
    """Whether the text says that there is no value. Expects no blanks at the ends."""
    return words.hold(text, kind)


def _is_empty_json(text: str) -> bool:
    try:
        return _is_empty(json.loads(text))
    except (ValueError, RecursionError):
        return False


def _is_empty(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_empty, value.values()))
    return all(map(_is_empty, value)) if isinstance(value, list) else value is None or value == ""
