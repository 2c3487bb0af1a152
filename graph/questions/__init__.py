"""What every question is: a small typed document that a graph answers, and that opens to the people behind
each of its numbers."""

from .command_line import Option, divide, options_of
from .durations import Duration, read_duration, write_duration
from .names import join_names, plain_names, split_names
from .people import People, PeopleList, PersonEvent, PersonOccurrences
from .question import Question, faults_of

__all__ = [
    "Duration",
    "Option",
    "People",
    "PeopleList",
    "PersonEvent",
    "PersonOccurrences",
    "Question",
    "divide",
    "faults_of",
    "join_names",
    "options_of",
    "plain_names",
    "read_duration",
    "split_names",
    "write_duration",
]
