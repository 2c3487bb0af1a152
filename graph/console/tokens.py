"""Cypher's text as tokens: far enough to know names, numbers and strings from each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..errors import Refused

Kind = Literal["word", "quoted", "string", "number", "mark"]

KEPT = "Nothing was changed, and nothing was run."

# A doubled backtick is one in a name.
_TOKEN = re.compile(
    r"""(?P<skip>\s+|\u180e|//[^\n\r]*|/\*.*?\*/)"""
    r"""|(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
    r"""|`(?P<quoted>(?:``|[^`])*)`"""
    r"""|(?P<number>0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)"""
    r"""|(?P<word>[^\W\d]\w*)|(?P<mark>.)""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\+[uU]+[0-9a-fA-F]{4}|(?<!\\)(?:\\\\)*\\[uU]")
_CLOSES = {"(": ")", "[": "]", "{": "}"}
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Token:
    """One token; the `text` is without the backticks of a quoted name and the quotes of a string."""

    kind: Kind
    text: str

    @property
    def named(self) -> bool:
        """Whether it can be a name."""
        return self.kind in ("word", "quoted")

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these words, in any case."""
        return self.kind == "word" and self.text.upper() in words

    def is_mark(self, *marks: str) -> bool:
        """Whether it is one of these marks."""
        return self.kind == "mark" and self.text in marks


END = Token("mark", "")


def read_tokens(text: str) -> list[Token]:
    """The tokens without comments and blanks. Raises Refused for what could be read in two ways."""
    _check_readable(text)
    tokens = tokens_of(text)
    for token in tokens:
        if token.kind == "mark" and not " " < token.text < "\x7f":
            # The server takes some of them for blanks, some for parts of names.
            raise Refused(
                f"This query has the character U+{ord(token.text):04X} outside of names and texts.",
                kept=KEPT,
                action="Write plain blanks, dashes and arrows; put names with signs in them in backticks.",
            )  # fmt: skip
    return tokens


def _check_readable(text: str) -> None:
    if not text.strip():
        raise Refused(
            "The query is empty.", action="Write some Cypher, such as: MATCH (e:Event) RETURN count(e)"
        )
    if len(text) > _LONGEST:
        raise Refused(
            f"The query has {len(text):,} characters.", kept=KEPT,
            action=f"Write at most {_LONGEST:,}, and pass long values as parameters.",
        )  # fmt: skip
    if _ESCAPE.search(text):
        # Cypher 5 replaces these before it reads words and quotes: a CALL could be spelled with them.
        raise Refused(
            "This query spells characters as \\u and four digits.", kept=KEPT,
            action="Write the characters themselves.",
        )  # fmt: skip


def tokens_of(text: str) -> list[Token]:
    """The same for text of the server's own, which is not judged."""
    tokens = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "quoted":
            tokens.append(Token("quoted", found["quoted"].replace("``", "`")))
        elif kind == "string":
            tokens.append(Token("string", _unescaped(found[0][1:-1])))
        elif kind in ("number", "word", "mark"):
            tokens.append(Token(kind, found[0]))  # type: ignore[arg-type]  # one of the kinds
    return tokens


def closing(tokens: Sequence[Token]) -> dict[int, int]:
    """For each opening bracket's place the place of its closing one; brackets without one are left out."""
    places: dict[int, int] = {}
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.is_mark("(", "[", "{"):
            opened.append(place)
        elif token.is_mark(")", "]", "}") and opened and _CLOSES[tokens[opened[-1]].text] == token.text:
            places[opened.pop()] = place
    return places


def _unescaped(text: str) -> str:
    marks = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
    return re.sub(r"\\(.)", lambda found: marks.get(found[1], found[1]), text, flags=re.DOTALL)
