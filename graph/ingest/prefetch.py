"""Reading ahead: the next batch is read while the server writes this one."""

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
_END = object()
_LOOK_UP_SECONDS = 0.2


def read_ahead(items: Iterable[Item], depth: int = 1) -> Iterator[Item]:
    """The same items in the same order, up to `depth` of them made before they are asked for.

    They are made in a thread of their own. What ends it, Ctrl-C included, is raised here after the items
    that came before it; when nobody asks any more, it stops with the item that it is making.
    """
    made: queue.Queue[object] = queue.Queue(depth)
    over = threading.Event()

    def offer(item: object) -> bool:
        while not over.is_set():
            try:
                made.put(item, timeout=_LOOK_UP_SECONDS)
                return True
            except queue.Full:
                continue
        return False

    def work() -> None:
        try:
            for item in items:
                if not offer(item):
                    return
            offer(_END)
        except BaseException as error:
            offer(_Broken(error))

    threading.Thread(target=work, name="onepath-read-ahead", daemon=True).start()
    try:
        while (item := made.get()) is not _END:
            if isinstance(item, _Broken):
                raise item.error
            yield item  # type: ignore[misc]  # all others are the caller's own
    finally:
        over.set()


class _Broken:
    """What the thread ended with."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
