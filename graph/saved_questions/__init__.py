"""Every kind of question in one table; questions saved by name in the graph, and as files."""

from .documents import KINDS, read_document, write_document
from .storage import (
    SavedQuestion,
    UnreadableQuestion,
    delete_question,
    find_question,
    list_questions,
    read_question_file,
    save_question,
    unreadable_questions,
)

__all__ = [
    "KINDS",
    "SavedQuestion",
    "UnreadableQuestion",
    "delete_question",
    "find_question",
    "list_questions",
    "read_document",
    "read_question_file",
    "save_question",
    "unreadable_questions",
    "write_document",
]
