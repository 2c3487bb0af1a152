"""Answers that readers share: kept until the graph changes, worked out once at a time."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from onepath.app.explorer.cache import AnswerCache

LONG = timedelta(minutes=10)


class Asked:
    """A question, how often it was worked out, and the version of the graph."""

    def __init__(self) -> None:
        self.times, self.version = 0, "one"

    def __call__(self) -> str:
        self.times += 1
        return f"{self.version} {self.times}"


def ask(cache: AnswerCache, asked: Asked, version: str, question: str = "how many") -> str:
    return cache.answer(question, version, lambda: asked.version, asked)


def test_an_answer_is_kept_until_the_graph_changes() -> None:
    cache, asked = AnswerCache(2, LONG), Asked()
    assert [ask(cache, asked, "one"), ask(cache, asked, "one")] == ["one 1", "one 1"]
    asked.version = "two"
    assert ask(cache, asked, "two") == "two 2"


def test_who_comes_with_an_older_version_gets_the_newest_answer() -> None:
    cache, asked = AnswerCache(2, LONG), Asked()
    asked.version = "two"
    assert ask(cache, asked, "two") == "two 1"
    assert ask(cache, asked, "one") == "two 1"


def test_an_answer_that_is_too_old_is_worked_out_again() -> None:
    cache, asked = AnswerCache(2, timedelta(0)), Asked()
    assert [ask(cache, asked, "one"), ask(cache, asked, "one")] == ["one 1", "one 2"]


def test_the_question_that_nobody_asked_for_longest_goes_first() -> None:
    cache, asked = AnswerCache(1, LONG), Asked()
    ask(cache, asked, "one", "first")
    ask(cache, asked, "one", "second")
    assert ask(cache, asked, "one", "first") == "one 3"


def test_a_question_that_fails_is_asked_again() -> None:
    cache, asked = AnswerCache(2, LONG), Asked()

    def fails() -> str:
        raise ValueError("the server is away")

    with pytest.raises(ValueError, match="away"):
        cache.answer("how many", "one", lambda: "one", fails)
    assert ask(cache, asked, "one") == "one 1"


def test_many_readers_at_once_work_an_answer_out_once() -> None:
    cache, asked = AnswerCache(2, LONG), Asked()
    together, found = Barrier(10), []

    def reader() -> None:
        together.wait()
        found.append(ask(cache, asked, "one"))

    readers = [Thread(target=reader) for _ in range(10)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert found == ["one 1"] * 10
