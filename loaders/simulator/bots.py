"""Crawlers: no person behind them, hundreds of views at the speed of a machine."""

from . import vocabulary as words
from .clock import DAY, DAYS, START
from .draws import stream
from .identifiers import cookie, opaque
from .ledger import Happening, Ledger, Stay


def crawl(seed: int, number: int) -> Ledger:
    """All that one bot does: some crawls, each with a fresh cookie."""
    rng, ledger = stream(seed, "bot", number), Ledger()
    agent = rng.choice(words.BOT_AGENTS)
    for _ in range(rng.randrange(1, 5)):
        mark = ledger.of(opaque("cookie", cookie(rng)), f"bot-{number:07d}")
        at = begun = START + rng.randrange(DAYS * DAY)
        session = f"s{rng.getrandbits(64):016x}"
        for _view in range(rng.randrange(50, 400)):
            at += rng.randrange(200, 1500)
            category, _, _ = rng.choice(words.CATEGORIES)
            seen = {"product": f"{category}-{rng.randrange(10):02d}", "category": category, "agent": agent}
            ledger.happenings.append(Happening(at, "web", "product_view", (mark,), session, 0, dict(seen)))
        ledger.stays.append(Stay("web", session, begun, at, "bot", "direct"))
    return ledger
