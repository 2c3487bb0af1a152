"""Answers that all readers share, each until the graph changes."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from time import monotonic
from typing import Any

__all__ = ["Shelf"]


@dataclass(slots=True)
class _Place:
    """The newest answer of one question; whoever works it out holds the lock."""

    lock: Lock = field(default_factory=Lock)
    version: object = None
    answer: Any = None
    until: float = 0.0


class Shelf:
    """The newest answers of so many questions, the latest asked; none older than `longest`."""

    def __init__(self, most: int, longest: timedelta) -> None:
        self._most, self._longest = most, longest.total_seconds()
        self._places: OrderedDict[str, _Place] = OrderedDict()
        self._lock = Lock()

    def answer(
        self, question: str, version: object, look: Callable[[], object], ask: Callable[[], Any]
    ) -> Any:
        """What `ask` answers, kept for a version of the graph; `look` says which one it is now.

        One question is worked out once at a time. Who waited meanwhile, for whatever version, gets the answer
        for the newest: ten readers before a graph that changes at every moment do not work out ten answers.
        """
        place = self._place(question)
        with place.lock:
            if self._holds(place, version):
                return place.answer
            newest = look()
            if not self._holds(place, newest):
                place.answer = ask()
                place.version, place.until = newest, monotonic() + self._longest
            return place.answer

    def _holds(self, place: _Place, version: object) -> bool:
        return place.version == version and monotonic() < place.until

    def _place(self, question: str) -> _Place:
        with self._lock:
            place = self._places.setdefault(question, _Place())
            self._places.move_to_end(question)
            while len(self._places) > self._most:
                self._places.popitem(last=False)
            return place
