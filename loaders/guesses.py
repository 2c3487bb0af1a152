"""What a column seems to be, from its name and from its values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .cells import as_int
from .column_words import (
    BIRTH_WORDS,
    FIELD_WORDS,
    ID_ENDINGS,
    KIND_WORDS,
    NOT_THE_TIME,
    TRAFFIC,
    parts_of,
    spelled,
)
from .null_words import is_null
from .references import Reference
from .samples import SampledColumn
from .time_forms import MOST, TimeForm, is_time, share, time_form

__all__ = [
    "ROLES", "ColumnGuess", "Role", "guess", "is_clock", "is_day", "may_be_the_time", "property_type",
    "word_of",
]  # fmt: skip

Role = Literal[
    "original_at", "name", "source", "identifier", "property", "left_out", "sent_at", "received_at",
    "message_id", "session_id", "sequence", "user_id", "updated_at",
]  # fmt: skip
ROLES: tuple[Role, ...] = (
    "original_at", "name", "source", "identifier", "property", "left_out", "sent_at", "received_at",
    "message_id", "session_id", "sequence", "user_id", "updated_at",
)  # fmt: skip
"""What a column can be."""

_TIMES: tuple[Role, ...] = ("sent_at", "received_at", "original_at")
_FEW = 60
"""A column of event names or of sources has hardly more values than this, or than a fifth of the rows."""
_PHONE = re.compile(r"(?:\+|00)?(?:86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\+[1-9][\d -]{7,16}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")
_LEADING_ZERO = re.compile(r"[-+]?0\d+.*|\+\d.*")
_EPOCH = re.compile(r"1\d{9}(?:\.\d+|\d{3}|\d{6}|\d{9})?")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[AaPp][Mm])?")
_DAY = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|(?:19|20)\d{6}")
_COUNTS = frozenset(("count", "quantity", "qty", "visits", "age", "clicks", "views", "position", "rank"))
_BOOLS = frozenset(("true", "false", "yes", "no"))
_LONGEST_NUMBER = 15  # digits; a longer number does not survive a spreadsheet, and is a name


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column, or a place inside of a nested one, seems to be.

    `kind`: of an identifier its kind, of a property its type ('' as it is). `filled`: the share of
    the rows looked at that have a value; `different`: how many values there are among them; `examples`: the
    first of these. `reference`: where the value is. `form`: how the values are read as times, None if they
    are not.
    """

    column: str
    role: Role
    kind: str
    filled: float
    different: int
    examples: tuple[str, ...]
    reference: Reference
    form: TimeForm | None = None


def guess(column: SampledColumn, rows: int) -> ColumnGuess:
    """What the column is by itself; it is decided later between several that claim the same field."""
    different = list(dict.fromkeys(column.texts))
    form = time_form(column.texts)
    role, kind = _role(column.name, column.texts, len(different), form)
    return ColumnGuess(
        column.name, role, kind, len(column.texts) / rows if rows else 0.0, len(different),
        tuple(text[:60] for text in different[:3]), column.reference, form,
    )  # fmt: skip


def _role(name: str, texts: Sequence[str], different: int, form: TimeForm | None) -> tuple[Role, str]:
    word = word_of(name)
    for time in _TIMES:
        if word in FIELD_WORDS[time] and (share(texts, is_time) >= MOST or share(texts, is_clock) >= MOST):
            return time, ""
    if form is not None and word in FIELD_WORDS["original_at"]:
        return "original_at", ""
    for kind, words in KIND_WORDS.items():
        if word in words and _may_be(kind, texts):
            return "identifier", kind
    few = different <= max(_FEW, len(texts) // 5)
    if word in FIELD_WORDS["message_id"]:
        return "message_id", ""
    if word in FIELD_WORDS["session_id"]:
        return "session_id", ""
    if word in FIELD_WORDS["name"] and few and (word != "type" or share(texts, _NUMBER.fullmatch) < MOST):
        return "name", ""
    if word in FIELD_WORDS["source"] and different <= _FEW and not set(map(str.lower, texts)) & TRAFFIC:
        return "source", ""
    if word in FIELD_WORDS["sequence"] and texts and share(texts, _is_whole) == 1:
        return "sequence", ""
    if share(texts, _EMAIL.fullmatch) >= MOST:
        return "identifier", "email"
    if (
        share(texts, _PHONE.fullmatch) >= MOST
        and share(texts, _EPOCH.fullmatch) < MOST
        and not _is_number_of(name)
    ):
        return "identifier", "phone"
    if word.endswith(("_openid", "_unionid")):
        return "identifier", "wechat_" + word.rpartition("_")[2]
    return "property", property_type(name, texts)


def word_of(name: str) -> str:
    """The name as words; of a path that of its last step, so that `context.traits.email` is an e-mail.

    Chinese words stand side by side, whatever is between them: `客户:编号` is `客户编号`.
    """
    word = spelled(name.rpartition(".")[2] if "." in name else name)
    return word if word.isascii() else word.replace("_", "")


def _may_be(kind: str, texts: Sequence[str]) -> bool:
    if kind == "email":
        return not texts or share(texts, _EMAIL.fullmatch) >= 0.5
    if kind == "phone":
        return not texts or share(texts, lambda text: sum(map(str.isdigit, text)) >= 7 or "*" in text) >= 0.5
    return share(texts, lambda text: text.lower() in _BOOLS) < MOST


def property_type(name: str, texts: Sequence[str]) -> str:
    """A property's type, with room for the rows that were not looked at; '' is text as it is.

    Digits that are a name (a postcode, an order's number) stay text, with their zeros.
    """
    values = [text for text in texts if not is_null(text)] or list(texts)
    if not values:
        return ""
    if all(text.lower() in _BOOLS for text in values):
        return "bool"
    if share(values, _NUMBER.fullmatch) >= 0.98:
        if _is_id(name) or any(_is_name(text) for text in values):
            return ""
        return "int" if _is_count(name) and all(map(_is_whole, values)) else "float"
    words = {spelled(name), *parts_of(name)}
    if words & BIRTH_WORDS and share(values, is_day) >= MOST:
        return "date"
    return "time" if share(values, _is_moment) >= 0.98 else ""


def _is_id(name: str) -> bool:
    word = spelled(name)
    return parts_of(name)[-1] in ID_ENDINGS or word.endswith(("编号", "编码", "单号", "邮编", "号"))


def _is_number_of(name: str) -> bool:
    """Whether it is the number of something: of an order, a receipt, a parcel."""
    return len(parts_of(name)) > 1 and _is_id(name)


def _is_count(name: str) -> bool:
    return bool(_COUNTS & set(parts_of(name))) or spelled(name).endswith(("数量", "次数", "年龄", "件数"))


def _is_name(text: str) -> bool:
    """Whether digits are not a number: they begin with a zero, or are too many for one."""
    long = sum(map(str.isdigit, text)) > _LONGEST_NUMBER
    return "." not in text and (long or _LEADING_ZERO.fullmatch(text) is not None)


def is_clock(text: str) -> bool:
    """Whether it is a time of day without its day."""
    return _CLOCK.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Whether it is a day without a time."""
    return _DAY.fullmatch(text) is not None


def may_be_the_time(name: str) -> bool:
    """Whether the name does not say that it is the time of something else than the event."""
    word, parts = word_of(name), parts_of(name)
    # Chinese has no spaces: its words are found inside of the name.
    other = any(one in (parts if one.isascii() else word) for one in NOT_THE_TIME)
    return not other and word not in BIRTH_WORDS


def _is_moment(text: str) -> bool:
    """A time that nobody takes for a number: written as one, or an epoch of this century."""
    return is_time(text) and (not text.replace(".", "").isdigit() or _EPOCH.fullmatch(text) is not None)


def _is_whole(text: str) -> bool:
    try:
        return "." not in text and as_int(text) is not None
    except ValueError:
        return False
