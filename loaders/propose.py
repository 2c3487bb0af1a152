"""A mapping proposed for a file that nobody has described yet: by its columns' names, and by their values."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from .column_words import BIRTH_WORDS, CUSTOMER_WORDS, FIELD_WORDS, parts_of, spelled
from .errors import InputError
from .event_time import TimeFound, find_time
from .guesses import ColumnGuess, Role, guess, may_be_the_time, property_type, word_of
from .proposal import Proposal, Question
from .samples import Sample, SampledColumn, sample_file
from .tables import REQUIRED, read_header, table_of

__all__ = ["propose"]

_WEAK_TIMES = frozenset(("created_at", "create_time", "created", "创建时间", "day", "date", "日期"))
_MONEY = frozenset(
    (
        "amount",
        "price",
        "total",
        "revenue",
        "quantity",
        "qty",
        "sum",
        "cost",
        "sku",
        "product",
        "order",
        "金额",
        "价格",
        "数量",
    )
)
_UPDATED = frozenset(
    (
        "updated_at",
        "update_time",
        "updated",
        "last_updated",
        "modified_at",
        "last_modified",
        "更新时间",
    )
)
_ID_WORDS = frozenset(("id", "no", "nr", "number", "编号", "客户", "contact", "lead_id", "person_id"))
_STAFF = frozenset(("user", "userid", "user_id", "uid", "account", "org_resource", "resource"))


def propose(path: Path | str) -> Proposal:
    """What the file's columns seem to be, from their names and from its first 20,000 rows.

    Raises FileUnreadable.
    """
    path = Path(path)
    sample = sample_file(path)
    guesses = {name: guess(column, sample.rows) for name, column in sample.columns.items()}
    stem = re.sub(r"\W+", "_", path.name.split(".")[0]).strip("_").lower() or "file"
    proposal = Proposal(
        (), stem, stem, delimiter=sample.delimiter, rows=sample.rows, table=_canonical(path, sample.names)
    )
    if _is_customers(guesses, sample):
        return _of_customers(proposal, guesses, sample)
    return _of_events(proposal, guesses, sample)


def _canonical(path: Path, columns: Sequence[str]) -> str | None:
    try:
        table = table_of(path)
        read_header(str(path), table, columns)
    except InputError:
        return None
    return table if set(REQUIRED[table]) <= set(columns) else None


def _of_events(proposal: Proposal, guesses: dict[str, ColumnGuess], sample: Sample) -> Proposal:
    questions: list[Question] = []
    time = find_time(list(guesses.values()), sample)
    taken: dict[str, Role] = dict.fromkeys(time.columns, "original_at")
    for role, words in FIELD_WORDS.items():
        claims = [one for one in guesses.values() if one.role == role and one.column not in taken]
        claims = [one for one in claims if _fits(one, sample, questions)]
        if claims and role != "original_at":
            best = min(claims, key=lambda one: words.index(word_of(one.column)))
            taken[best.column] = cast(Role, role)
    columns = [_settled(one, taken, sample) for one in guesses.values()]
    columns = _without_staff(columns, sample, questions)
    proposal = replace(proposal, columns=tuple(columns), time_format=time.formats)
    questions += [*_about_time(time, columns, sample), *_about_who(columns, proposal)]
    return replace(proposal, questions=tuple(questions))


def _settled(one: ColumnGuess, taken: dict[str, Role], sample: Sample) -> ColumnGuess:
    if one.column in taken:
        return replace(one, role=taken[one.column], kind="")
    if one.role in FIELD_WORDS:
        return replace(one, role="property", kind=property_type(one.column, sample.columns[one.column].texts))
    return one


def _fits(one: ColumnGuess, sample: Sample, questions: list[Question]) -> bool:
    """Whether its values can be what its name says: an id that repeats is no message's."""
    if one.role == "message_id":
        count = len(sample.columns[one.column].texts)
        if count == sample.rows and not sample.contradictions(one.column, _is_of_delivery):
            return True
        repeats = f"{one.different:,} values in {count:,} of {sample.rows:,} rows"
        questions.append(Question(
            f"{one.column} is not a message id: it has {repeats}. If it says who did it, say so.",
            f"--as '{one.column}=identifier:cookie'",
        ))  # fmt: skip
        return False
    if one.role in ("source", "name"):
        return one.filled == 1 or (one.role == "name" and one.filled > 0.5)
    return True


def _is_of_delivery(column: str) -> bool:
    """Whether it may differ between two deliveries of one event."""
    return word_of(column) in (*FIELD_WORDS["sent_at"], *FIELD_WORDS["received_at"]) or not may_be_the_time(
        column
    )


def _without_staff(
    columns: list[ColumnGuess], sample: Sample, questions: list[Question]
) -> list[ColumnGuess]:
    """In a log of cases a user is who works on them: as an identifier it would join all of its cases."""
    if not any(one.role == "identifier" and one.kind == "case" for one in columns):
        return columns
    staff = [one for one in columns if one.role == "identifier" and spelled(one.column) in _STAFF]
    for one in staff:
        questions.append(Question(
            f"{one.column} is taken for who works on a case. If it is whose case it is, say so.",
            f"--as '{one.column}=identifier:{one.kind}'",
        ))  # fmt: skip
    return [
        replace(one, role="property", kind=property_type(one.column, sample.columns[one.column].texts))
        if one in staff
        else one
        for one in columns
    ]


def _about_time(time: TimeFound, columns: list[ColumnGuess], sample: Sample) -> list[Question]:
    if time.ambiguous:
        return [Question(
            f"Is {time.ambiguous} the day or the month first?",
            "--time-format day_first   or   --time-format month_first", needed=True,
        )]  # fmt: skip
    if not time.columns:
        others = ", ".join(time.refused)
        known = f" ({others} seem to be times of something else)" if others else ""
        return [Question(
            f"Which column says when an event happened?{known}",
            f"--as '{time.refused[0] if time.refused else 'COLUMN'}=original_at'", needed=True,
        )]  # fmt: skip
    found = []
    if len(time.others) > 0:
        found.append(Question(
            f"{' and '.join(time.columns)} is taken for the event's time; {', '.join(time.others)} "
            "could be it too.", f"--as '{time.others[0]}=original_at'",
        ))  # fmt: skip
    if time.without_zone:
        found.append(Question(
            "The times have no zone: they are read as UTC.", "--time-zone Asia/Shanghai"
        ))  # fmt: skip
    return found


def _about_who(columns: list[ColumnGuess], proposal: Proposal) -> list[Question]:
    roles = {one.role for one in columns}
    found = []
    if "identifier" not in roles:
        likely = [one for one in columns if one.role in ("property", "session_id") and _is_like_id(one)]
        column = likely[0].column if likely else "COLUMN"
        found.append(Question(
            "Which column says who did it?", f"--as '{column}=identifier:user'", needed=True
        ))  # fmt: skip
    if "name" not in roles:
        found.append(Question(
            f"No column says what happened: each row is an event called '{proposal.name}'.",
            f"--name {proposal.name}",
        ))  # fmt: skip
    return found


def _is_like_id(one: ColumnGuess) -> bool:
    return parts_of(one.column)[-1] in ("id", "no", "key", "code", "uuid", "session", "visitor", "ip")


def _is_unique(column: SampledColumn, rows: int) -> bool:
    return len(column.texts) >= 0.98 * rows > 0 and column.different == len(column.texts)


def _is_customers(guesses: dict[str, ColumnGuess], sample: Sample) -> bool:
    """Whether a row is a customer: an id of its own, what one says of people, and nothing that happened."""
    words = {one: spelled(one) for one in guesses}
    strong_names = set(FIELD_WORDS["name"]) - {"name", "type"}
    happened = [
        one for one, word in words.items()
        if (guesses[one].role == "original_at" and word not in _WEAK_TIMES)
        or guesses[one].role == "session_id" or (guesses[one].role == "name" and word in strong_names)
        or set(parts_of(one)) & _MONEY
    ]  # fmt: skip
    told = [
        one for one, word in words.items()
        if word in CUSTOMER_WORDS or (guesses[one].role, guesses[one].kind) == ("property", "date")
    ]  # fmt: skip
    return not happened and len(told) >= 2 and _id_of_customers(guesses, sample) is not None


def _id_of_customers(guesses: dict[str, ColumnGuess], sample: Sample) -> str | None:
    unique = [one for one in guesses if _is_unique(sample.columns[one], sample.rows)]
    for kinds in (("user", "member"), ("email", "phone")):
        for one in unique:
            if guesses[one].role == "identifier" and guesses[one].kind in kinds:
                return one
        for one in unique:
            if spelled(one) in _ID_WORDS and guesses[one].role != "identifier":
                return one
    return None


def _of_customers(proposal: Proposal, guesses: dict[str, ColumnGuess], sample: Sample) -> Proposal:
    own = _id_of_customers(guesses, sample)
    columns, questions = [], []
    for one in guesses.values():
        kind = property_type(one.column, sample.columns[one.column].texts)
        if one.column == own:
            columns.append(replace(one, role="user_id", kind=one.kind if one.role == "identifier" else ""))
        elif spelled(one.column) in _UPDATED and kind == "time":
            columns.append(replace(one, role="updated_at", kind=""))
        elif one.role == "source" and one.filled == 1:
            columns.append(replace(one, kind=""))
        elif one.role != "identifier":
            kind = "date" if spelled(one.column) in BIRTH_WORDS and kind in ("time", "date") else kind
            columns.append(replace(one, role="property", kind=kind))
        else:
            columns.append(one)
    if not guesses[own or ""].kind:
        questions.append(Question(
            f"Is {own} also the number under which events know this customer?",
            f"--as '{own}=identifier:user'",
        ))  # fmt: skip
    return replace(proposal, columns=tuple(columns), record="user", questions=tuple(questions))
