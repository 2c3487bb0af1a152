"""How events reach the platform: times with clock errors, late, twice, and out of order."""

from collections.abc import Iterator
from random import Random

from . import vocabulary as words
from .clock import DAY, HOUR, written
from .ledger import Happening, Ledger
from .rates import Rates

KINDS = (
    "member", "user", "email", "phone", "wechat_unionid", "wechat_openid", "marketplace", "pos_card",
    "device", "cookie",
)  # fmt: skip
PROPERTIES = (
    "page", "campaign", "query", "category", "product", "price:float", "quantity:int", "amount:float",
    "coupon", "discount:float", "order_id", "provider", "error", "topic", "store", "reason", "stars:int",
    "agent",
)  # fmt: skip
COLUMNS = (
    "source", "message_id", "name", "original_at", "sent_at", "received_at", "session_id", "sequence", *KINDS,
    *PROPERTIES,
)  # fmt: skip
_KIND_AT = {kind: COLUMNS.index(kind) for kind in KINDS}
_PROPERTY_AT = {header.partition(":")[0]: COLUMNS.index(header) for header in PROPERTIES}
# What sources fill with rubbish when they know nothing.
_NULLED = tuple(COLUMNS.index(kind) for kind in ("phone", "device", "cookie", "user"))

Row = list[str | int | float]


def rows(ledger: Ledger, rng: Random, rates: Rates) -> Iterator[Row]:
    """The ledger's events as rows of the events table, in the order in which they are written."""
    queue: list[tuple[int, int, Row]] = []
    sequences: dict[str, int] = {}
    for place, event in enumerate(sorted(ledger.happenings, key=lambda event: event.at)):
        sequence = sequences[event.source] = sequences.get(event.source, 0) + 1
        row, received = _row(event, sequence, rng, rates)
        queue.append((received, place, row))
        if event.skew is not None and rng.random() < rates.duplicate:
            queue.append(_again(received, place, row, event, rng))
    queue.sort(key=lambda entry: entry[:2])
    _shuffle(queue, rng, rates)
    return (row for _, _, row in queue)


def _row(event: Happening, sequence: int, rng: Random, rates: Rates) -> tuple[Row, int]:
    row: Row = [""] * len(COLUMNS)
    received = event.at
    if event.skew is None:
        row[3] = written(event.at)
    else:
        held = rng.randrange(HOUR, 3 * DAY) if rng.random() < rates.late else 0
        sent, travelled = event.at + held, rng.randrange(40, 900)
        received = sent + travelled
        row[3] = written(event.at + event.skew)
        row[4] = written(sent + event.skew)
        row[5] = written(received)
    row[0], row[2], row[6], row[7] = event.source, event.name, event.session, sequence
    row[1] = f"{rng.getrandbits(64):016x}"
    for mark in event.marks:
        row[_KIND_AT[mark.kind]] = mark.written
    for name, value in event.properties.items():
        row[_PROPERTY_AT[name]] = value
    if rng.random() < rates.null_like:
        free = [column for column in _NULLED if row[column] == ""]
        row[rng.choice(free)] = rng.choice(words.NULL_LIKE)
    return row, received


def _again(received: int, place: int, row: Row, event: Happening, rng: Random) -> tuple[int, int, Row]:
    """The same message sent once more: its id and own time stay, sending and arrival are later."""
    wait = rng.randrange(1_000, HOUR)
    copy = list(row)
    sent_at = received + wait - rng.randrange(40, 900)
    copy[4], copy[5] = written(sent_at + (event.skew or 0)), written(received + wait)
    return received + wait, place, copy


def _shuffle(queue: list[tuple[int, int, Row]], rng: Random, rates: Rates) -> None:
    for place in range(len(queue)):
        if rng.random() < rates.out_of_order:
            other = min(len(queue) - 1, place + rng.randrange(1, 21))
            queue[place], queue[other] = queue[other], queue[place]
