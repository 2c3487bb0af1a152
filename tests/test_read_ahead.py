"""Reading ahead changes when items are made, and nothing else."""

import threading

import pytest
from onepath.graph.ingest.prefetch import read_ahead


def test_the_items_come_in_their_order():
    assert list(read_ahead(range(1_000))) == list(range(1_000))


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt])
def test_what_ends_the_reading_is_raised_after_the_items_before_it(kind: type[BaseException]):
    def broken():
        yield from "ab"
        raise kind

    seen = []
    with pytest.raises(kind):
        seen.extend(read_ahead(broken()))
    assert seen == ["a", "b"]


def test_a_reader_that_nobody_asks_any_more_ends():
    ahead = read_ahead(iter(int, 1))
    next(ahead)
    (reader,) = (thread for thread in threading.enumerate() if thread.name == "onepath-read-ahead")
    ahead.close()
    reader.join(timeout=10)
    assert not reader.is_alive()
