"""A mapping proposed for a file that nobody has described yet: by its columns' names, and by their values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from .column_words import BIRTH_WORDS, CUSTOMER_WORDS, FIELD_WORDS, ID_ENDINGS, parts_of, spelled
from .errors import InputError, MappingInvalid
from .event_time import TimeFound, find_time, read_time
from .guesses import ColumnGuess, Role, guess, may_be_the_time, property_type, word_of
from .mapping_faults import nearest
from .null_words import is_null
from .proposal import Proposal, Question, question
from .samples import Sample, SampledColumn, sample_file
from .tables import REQUIRED, Table, read_header, table_mapping, table_of

__all__ = ["Answers", "propose"]

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
_ONEID, _RESOURCE = "case_oneid", "org_resource"
_STAFF = frozenset(("user", "userid", "user_id", "uid", "account", "org_resource", "resource"))


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a file beforehand: roles and kinds by column, and how its times are written."""

    columns: Mapping[str, tuple[Role, str]] = field(default_factory=dict)
    time_format: tuple[str, ...] = ()

    def having(self, role: Role) -> tuple[str, ...]:
        """The columns that are said to have a role."""
        return tuple(column for column, (one, _) in self.columns.items() if one == role)


_NOTHING = Answers()


def propose(path: Path | str, answers: Answers = _NOTHING) -> Proposal:
    """What the file's columns seem to be, from their names and from its first 20,000 rows.

    Raises FileUnreadable, and MappingInvalid for an answer about a column that there is not.
    """
    path = Path(path)
    sample = sample_file(path)
    guesses = {name: guess(column, sample.rows) for name, column in sample.columns.items()}
    stem = re.sub(r"\W+", "_", path.name.split(".")[0]).strip("_").lower() or "file"
    proposal = Proposal(
        (), stem, stem, delimiter=sample.delimiter, rows=sample.rows, table=_canonical(path, sample.names)
    )
    for column in answers.columns:
        if column not in guesses:
            raise MappingInvalid(
                f"{path} has no column {column}{nearest(column, guesses)}.",
                kept="Nothing was proposed.",
                action=f"There are: {', '.join(guesses)}.",
            )
    if proposal.table not in (None, "events") and not answers.columns:
        ready = table_mapping(str(path), proposal.table, sample.names, proposal.phone_region)
        proposal = replace(proposal, ready=ready)
    is_list = proposal.table == "users" or _is_customers(guesses, sample)
    if answers.having("user_id") or (is_list and not answers.having("original_at")):
        return _of_customers(proposal, guesses, sample, answers)
    return _of_events(proposal, guesses, sample, answers)


def _canonical(path: Path, columns: Sequence[str]) -> Table | None:
    try:
        table = table_of(path)
        read_header(str(path), table, columns)
    except InputError:
        return None
    return table if set(REQUIRED[table]) <= set(columns) else None


def _of_events(
    proposal: Proposal, guesses: dict[str, ColumnGuess], sample: Sample, answers: Answers
) -> Proposal:
    questions: list[Question] = []
    said = answers.having("original_at")
    free = [one for one in guesses.values() if one.column not in answers.columns]
    time = read_time(said, sample) if said else find_time(free, sample)
    if answers.time_format:
        time = replace(time, formats=answers.time_format, ambiguous="")
    taken: dict[str, Role] = dict.fromkeys(time.columns, "original_at")
    for role, words in FIELD_WORDS.items():
        claims = [one for one in free if one.role == role and one.column not in taken]
        claims = [one for one in claims if _fits(one, sample, questions)]
        if claims and role != "original_at" and not answers.having(cast(Role, role)):
            best = min(claims, key=lambda one: words.index(word_of(one.column)))
            taken[best.column] = cast(Role, role)
    columns = [_settled(one, taken, sample) for one in guesses.values()]
    columns = _without_staff(columns, sample, questions, answers)
    columns = _answered(columns, answers)
    columns = [_keeping_cases(one, sample, questions) for one in columns]
    columns = [_without_repetition(one, columns, sample) for one in columns]
    proposal = replace(proposal, columns=tuple(columns), time_format=time.formats)
    questions += [*_about_time(time), *_about_who(columns, proposal)]
    return replace(proposal, questions=() if proposal.ready else tuple(questions))


def _answered(columns: list[ColumnGuess], answers: Answers) -> list[ColumnGuess]:
    known = answers.columns
    return [
        replace(one, role=known[one.column][0], kind=known[one.column][1]) if one.column in known else one
        for one in columns
    ]


def _settled(one: ColumnGuess, taken: dict[str, Role], sample: Sample) -> ColumnGuess:
    if one.column in taken:
        return replace(one, role=taken[one.column], kind="")
    if one.role in FIELD_WORDS:
        return replace(one, role="property", kind=property_type(one.column, sample.columns[one.column].texts))
    return one


def _fits(one: ColumnGuess, sample: Sample, questions: list[Question]) -> bool:
    """Whether its values can be what its name says: an id that repeats is not a message id."""
    if one.role == "message_id":
        count = len(sample.columns[one.column].texts)
        if count == sample.rows and not sample.contradictions(one.column, _is_of_delivery):
            return True
        questions.append(question(
            "repeats", f"--as '{one.column}=identifier:cookie'", column=one.column,
            different=f"{one.different:,}", rows=f"{sample.rows:,}",
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


def _keeping_cases(one: ColumnGuess, sample: Sample, questions: list[Question]) -> ColumnGuess:
    """A case may be called 000, NIL or TRUE, which are words for nobody elsewhere."""
    if one.role != "identifier" or one.kind != "case":
        return one
    words = [text for text in sample.columns[one.column].texts if is_null(text)]
    if not words:
        return one
    questions.append(question("case_words", "null_words in the mapping", column=one.column, word=words[0]))
    return replace(one, reference=one.reference.model_copy(update={"null_words": False}))


def _without_repetition(one: ColumnGuess, columns: list[ColumnGuess], sample: Sample) -> ColumnGuess:
    """In an export of journeys: a OneID is made by resolving, and a resource may repeat the source."""
    if one.role != "property":
        return one
    of_source = [sample.columns[other.column].texts for other in columns if other.role == "source"]
    again = spelled(one.column) == _RESOURCE and sample.columns[one.column].texts in of_source
    return replace(one, role="left_out", kind="") if again or spelled(one.column) == _ONEID else one


def _without_staff(
    columns: list[ColumnGuess], sample: Sample, questions: list[Question], answers: Answers
) -> list[ColumnGuess]:
    """In a log of cases a user is who works on them: as an identifier it would join all of its cases."""
    if not any(one.role == "identifier" and one.kind == "case" for one in columns):
        return columns
    staff = [
        one
        for one in columns
        if one.role == "identifier" and spelled(one.column) in _STAFF and one.column not in answers.columns
    ]
    questions += [
        question("staff", f"--as '{one.column}=identifier:{one.kind}'", column=one.column) for one in staff
    ]
    return [
        replace(one, role="property", kind=property_type(one.column, sample.columns[one.column].texts))
        if one in staff
        else one
        for one in columns
    ]


def _about_time(time: TimeFound) -> list[Question]:
    if time.ambiguous:
        answer = "--time-format day_first, or --time-format month_first"
        return [question("day_or_month", answer, needed=True, example=time.ambiguous)]
    if not time.columns and time.refused:
        answer = f"--as '{time.refused[0]}=original_at'"
        return [question("when_else", answer, needed=True, columns=", ".join(time.refused))]
    if not time.columns:
        return [question("when", "--as 'COLUMN=original_at'", needed=True)]
    found = []
    if time.others:
        column, columns = " + ".join(time.columns), ", ".join(time.others)
        answer = f"--as '{time.others[0]}=original_at'"
        found.append(question("other_times", answer, column=column, columns=columns))
    if time.without_zone:
        found.append(question("zone", "--time-zone Asia/Shanghai"))
    return found


def _about_who(columns: list[ColumnGuess], proposal: Proposal) -> list[Question]:
    roles = {one.role for one in columns}
    found = []
    if "identifier" not in roles:
        likely = [one for one in columns if one.role in ("property", "session_id") and _is_like_id(one)]
        column = likely[0].column if likely else "COLUMN"
        found.append(question("who", f"--as '{column}=identifier:user'", needed=True))
    if "name" not in roles:
        found.append(question("name", f"--name {proposal.name}", name=proposal.name))
    return found


def _is_like_id(one: ColumnGuess) -> bool:
    return parts_of(one.column)[-1] in (*ID_ENDINGS, "uuid", "session", "visitor", "ip")


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
        or _is_amount(guesses[one])
    ]  # fmt: skip
    told = [
        one for one, word in words.items()
        if word in CUSTOMER_WORDS or (guesses[one].role, guesses[one].kind) == ("property", "date")
    ]  # fmt: skip
    return not happened and len(told) >= 2 and _id_of_customers(guesses, sample) is not None


def _is_amount(one: ColumnGuess) -> bool:
    return bool(set(parts_of(one.column)) & _MONEY) and one.kind not in ("time", "date")


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


def _of_customers(
    proposal: Proposal, guesses: dict[str, ColumnGuess], sample: Sample, answers: Answers
) -> Proposal:
    own = next(iter(answers.having("user_id")), None) or _id_of_customers(guesses, sample)
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
    columns = _answered(columns, answers)
    if not any(one.column == own and one.kind for one in columns):
        questions.append(question("customer", f"--as '{own}=user_id:user'", column=own or ""))
    return replace(
        proposal, columns=tuple(columns), record="user",
        questions=() if proposal.ready else tuple(questions),
        time_format=answers.time_format,
    )  # fmt: skip
