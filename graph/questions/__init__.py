"""What every question is: a small typed document that a graph answers, and that opens to the people behind
each of its numbers."""

from ..calendar import Interval
from .command_line import Option, divide, options_of
from .duration_field import Duration
from .names import join_names, plain_names, split_names
from .people import People, PeopleList, PersonEvent, PersonOccurrences, side_of
from .question import Question, faults_of

__all__ = [
    "Duration",
    "Interval",
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
    "side_of",
    "split_names",
]
