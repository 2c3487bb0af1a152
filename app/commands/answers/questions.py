"""What `question list` and `question add` answer."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class SavedQuestionAnswer(BaseModel):
    """A question that is kept; `link` opens it in the explorer."""

    name: str
    kind: str
    saved_at: datetime
    link: str
    document: dict[str, Any]


class SavedQuestionsAnswer(BaseModel):
    """`question list`."""

    questions: list[SavedQuestionAnswer]


class QuestionKeptAnswer(BaseModel):
    """`question add`, `question remove`."""

    name: str
    done: str
