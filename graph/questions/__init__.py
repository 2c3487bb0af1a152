"""Questions that are kept: small typed documents, in the graph by name and in files."""

from .documents import CypherDocument, PathDocument, PatternDocument, Question, read_document, write_document
from .saved import (
    SavedQuestion,
    find_question,
    read_question_file,
    remove_question,
    save_question,
    saved_questions,
)

__all__ = [
    "CypherDocument",
    "PathDocument",
    "PatternDocument",
    "Question",
    "SavedQuestion",
    "find_question",
    "read_document",
    "read_question_file",
    "remove_question",
    "save_question",
    "saved_questions",
    "write_document",
]
