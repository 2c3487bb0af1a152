"""A mapping proposed for a file that nobody has described yet: by its columns' names, and by their values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from .charsets import check_encoding
from .column_words import BIRTH_WORDS, FIELD_WORDS, spelled
from .customer_files import id_of_customers, is_customers
from .errors import InputError, MappingInvalid
from .event_time import TimeFound, day_of, find_time
from .guesses import ColumnGuess, Role, guess, may_be_the_time, property_type, word_of
from .mapping_faults import nearest
from .null_words import is_null
from .open_questions import Question, about_same_names, about_time, about_who, question
from .proposal import Proposal
from .samples import Sample, sample_file
from .tables import REQUIRED, Table, read_header, table_mapping, table_of
from .time_formats import check_format
from .time_forms import Formats, TimeForm, instants

__all__ = ["Answers", "propose"]

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
_ONEID, _RESOURCE = "case_oneid", "org_resource"
_STAFF = frozenset(("user", "userid", "user_id", "uid", "account", "org_resource", "resource"))


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a file beforehand: roles and kinds by column, the formats of its times and of those of
    single columns, and its encoding."""

    columns: Mapping[str, tuple[Role, str]] = field(default_factory=dict)
    time_format: Formats = ()
    formats: Mapping[str, Formats] = field(default_factory=dict)
    encoding: str | None = None

    def having(self, role: Role) -> tuple[str, ...]:
        """The columns that are said to have a role."""
        return tuple(column for column, (one, _) in self.columns.items() if one == role)


_NOTHING = Answers()


def propose(path: Path | str, answers: Answers = _NOTHING) -> Proposal:
    """What the file's columns seem to be, from their names and from its first 20,000 rows.

    Raises FileUnreadable, and MappingInvalid for an answer about a column that there is not, or that is none.
    """
    path = Path(path)
    answers = _checked(answers)
    sample = sample_file(path, answers.encoding)
    guesses = {name: guess(column, sample.rows) for name, column in sample.columns.items()}
    for column in (*answers.columns, *answers.formats):
        if column not in guesses:
            raise MappingInvalid(
                f"{path} has no column {column}{nearest(column, guesses)}.",
                kept="Nothing was proposed.",
                action=f"There are: {', '.join(guesses)}.",
            )
    guesses |= {name: _as_time(guesses[name], formats) for name, formats in answers.formats.items()}
    proposal = _of_file(path, sample, answers)
    is_list = proposal.table == "users" or is_customers(guesses, sample)
    if answers.having("user_id") or (is_list and not answers.having("original_at")):
        return _of_customers(proposal, guesses, sample, answers)
    return _of_events(proposal, guesses, sample, answers)


def _checked(answers: Answers) -> Answers:
    """The answers, if each format and the encoding are such."""
    try:
        for formats in (answers.time_format, *answers.formats.values()):
            list(map(check_format, formats))
        encoding = None if answers.encoding is None else check_encoding(answers.encoding)
    except ValueError as why:
        raise MappingInvalid(f"{why}.", kept="Nothing was proposed.") from why
    return replace(answers, encoding=encoding)


def _as_time(one: ColumnGuess, formats: Formats) -> ColumnGuess:
    """A column whose format is known is a time, of the event or of something else."""
    one = replace(one, form=TimeForm(formats))
    known = one.role in ("sent_at", "received_at", "original_at")
    return one if known else replace(one, role="property", kind="time")


def _of_file(path: Path, sample: Sample, answers: Answers) -> Proposal:
    """What holds for the file, with no columns yet."""
    stem = re.sub(r"\W+", "_", path.name.split(".")[0]).strip("_").lower() or "file"
    table = None if sample.numbered else _canonical(path, sample.names)
    proposal = Proposal(
        (), stem, stem, delimiter=sample.delimiter, encoding=answers.encoding, rows=sample.rows,
        formats=answers.formats, table=None if answers.encoding else table,
        same_names="numbered" if sample.numbered else "refused",
        apostrophes="removed" if sample.is_own_export else "kept",
    )  # fmt: skip
    if table is None or table == "events" or answers.columns:
        return proposal
    ready = table_mapping(str(path), table, sample.names, proposal.phone_region)
    return replace(proposal, ready=ready.model_copy(update={"encoding": answers.encoding}))


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
    time = TimeFound(said) if said else find_time(free, sample)
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
    time_format, without_zone = _format_of(time, guesses, sample, answers)
    questions += about_time(time, without_zone=without_zone)
    questions += [*about_who(columns, proposal.name), *about_same_names(sample.numbered)]
    return replace(proposal, columns=tuple(columns), time_format=time_format, noted=tuple(questions))


def _format_of(
    time: TimeFound, guesses: dict[str, ColumnGuess], sample: Sample, answers: Answers
) -> tuple[Formats, bool]:
    """The format of the file's times, where one is needed, and whether they have no zone."""
    if not time.columns:
        return answers.time_format, False
    day = day_of(time.columns, sample)
    form = guesses[day].form or TimeForm()
    own, fitting = answers.formats.get(day, ()), next(iter(form.choices), ())
    needed = answers.time_format or (() if own else form.formats)
    return needed, not instants(sample.columns[day].texts, own or needed or fitting)


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


def _of_customers(
    proposal: Proposal, guesses: dict[str, ColumnGuess], sample: Sample, answers: Answers
) -> Proposal:
    own = next(iter(answers.having("user_id")), None) or id_of_customers(guesses, sample)
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
    questions += about_same_names(sample.numbered)
    if not any(one.column == own and one.kind for one in columns):
        questions.append(question("customer", f"--as '{own}=user_id:user'", column=own or ""))
    proposal = replace(proposal, record="user", time_format=answers.time_format)
    return replace(proposal, columns=tuple(columns), noted=tuple(questions))
