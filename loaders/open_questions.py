"""What a file does not say by itself, and how it is answered."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .column_words import ID_ENDINGS, parts_of
from .event_time import TimeFound
from .guesses import ColumnGuess, is_clock
from .null_words import is_null
from .time_forms import Formats, is_time, shown_formats
from .times import parse_time

__all__ = [
    "QUESTIONS", "Question", "about_format", "about_same_names", "about_time", "about_who", "is_answered",
    "question",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not say by itself. `answer` is the option of `mapping propose` that answers it.

    `needed`: without the answer there is no mapping. `about` names the question, and `values` are what its
    text names. `choices`: the formats that fit, where it asks for one.
    """

    about: str
    text: str
    answer: str
    needed: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Formats, ...] = ()


QUESTIONS: Mapping[str, str] = {
    "day_or_month": "Is the day or the month first in {example}?",
    "format": "Which format do the times of {column} have, such as {example}? These fit: {formats}.",
    "format_of_some": "Some times of {column} have another format than the rest, such as {example}. "
    "These fit all of them: {formats}.",
    "format_unknown": "Which format do the times of {column} have, such as {example}? "
    "None that is known fits.",
    "when": "Which column says when an event happened?",
    "when_else": "Which column says when an event happened? {columns} seem to be times of something else.",
    "other_times": "{column} is taken for the event's time; {columns} could be it too.",
    "zone": "The times have no zone: they are read as UTC.",
    "who": "Which column says who did it?",
    "name": "No column says what happened: each row is an event called {name}.",
    "repeats": "{column} is not a message id: {rows} rows have {different} values. Does it say who did it?",
    "staff": "{column} is taken for who works on a case. Or is it whose case it is?",
    "case_words": "{word} of {column} is taken for a case. If it means that there is none, say so.",
    "customer": "Do events know this customer by {column} too?",
    "same_names": "{column} is the name of several columns: the others are called {columns} here.",
}
"""What may be asked, by name."""

_ANSWERED_BY = {"when": "original_at", "when_else": "original_at", "who": "identifier", "name": "name"}


def question(
    about: str, answer: str, *, needed: bool = False, choices: tuple[Formats, ...] = (), **values: str
) -> Question:
    """A question of QUESTIONS."""
    return Question(about, QUESTIONS[about].format(**values), answer, needed, values, choices)


def is_answered(one: Question, columns: Sequence[ColumnGuess]) -> bool:
    """Whether what a column is taken for answers the question."""
    return _ANSWERED_BY.get(one.about) in {column.role for column in columns}


def about_format(one: ColumnGuess) -> Question | None:
    """In which format the times of a column are, where that is not certain."""
    column, form = one.column, one.form
    if form is None:
        return _about_unknown_format(one)
    if not form.choices:
        return None
    if form.choices == (("day_first",), ("month_first",)):
        answer = "--time-format day_first, or --time-format month_first"
        return question("day_or_month", answer, needed=True, choices=form.choices, example=form.example)
    answers = [
        " ".join(_option("--time-format", f"{column}={one}") for one in choice) for choice in form.choices
    ]
    return question(
        "format_of_some" if form.mostly else "format", ", or ".join(answers), needed=not form.mostly,
        choices=form.choices, column=column, example=form.example,
        formats=" or ".join(f"{shown_formats(one)} ({_as_read(form.example, one)})" for one in form.choices),
    )  # fmt: skip


def _about_unknown_format(one: ColumnGuess) -> Question | None:
    strange = [
        text for text in one.examples if not is_time(text) and not is_clock(text) and not is_null(text)
    ]
    if not strange:
        return None
    answer = _option("--time-format", f"{one.column}=%d.%m.%Y %H:%M")
    none_fits = len(strange) == len(one.examples)
    return question("format_unknown", answer, needed=none_fits, column=one.column, example=strange[0])


def _as_read(example: str, formats: Formats) -> str:
    return f"{parse_time(example, formats=formats):%Y-%m-%d %H:%M}"


def _option(name: str, value: str) -> str:
    return f"{name} {shlex.quote(value)}"


def about_time(time: TimeFound, *, without_zone: bool) -> list[Question]:
    """Which column has the event's time, and in which zone it is."""
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
    if without_zone:
        found.append(question("zone", "--time-zone Asia/Shanghai"))
    return found


def about_who(columns: Sequence[ColumnGuess], name: str) -> list[Question]:
    """Who did it, and what happened, where no column says so; `name` is what events are called then."""
    roles = {one.role for one in columns}
    found = []
    if "identifier" not in roles:
        likely = [one for one in columns if one.role in ("property", "session_id") and _is_like_id(one)]
        column = likely[0].column if likely else "COLUMN"
        found.append(question("who", f"--as '{column}=identifier:user'", needed=True))
    if "name" not in roles:
        found.append(question("name", f"--name {name}", name=name))
    return found


def _is_like_id(one: ColumnGuess) -> bool:
    return parts_of(one.column)[-1] in (*ID_ENDINGS, "uuid", "session", "visitor", "ip")


def about_same_names(numbered: Mapping[str, str]) -> list[Question]:
    """Which columns got a number, because another one has their name."""
    by_name: dict[str, list[str]] = {}
    for new, old in numbered.items():
        by_name.setdefault(old, []).append(new)
    return [
        question("same_names", f"--as '{others[-1]}=left_out'", column=column, columns=", ".join(others))
        for column, others in by_name.items()
    ]
