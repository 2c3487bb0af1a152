"""What happens outside visits: shop, marketplace, mailings, text messages, the WeChat account."""

from . import access, visits
from . import identifiers as ids
from . import vocabulary as words
from .access import Life, Marks
from .clock import DAY, END, HOUR, MINUTE, START, awake
from .ledger import Happening


def shop(life: Life, at: int) -> int:
    """A purchase at the counter, by card, by number, or by nothing at all; when it ended."""
    person, rng = life.person, life.person.rng
    seen: Marks = ()
    if person.pos_card and rng.random() < 0.7:
        seen = access.own(life, "pos_card", person.pos_card)
    if rng.random() < (0.3 if seen else 1.0):
        seen += access.typed_phone(life, "pos", at)
    _buy(life, "pos", at, seen, store=rng.choice(words.STORES))
    if rng.random() < 0.1:
        at += rng.randrange(2, 9) * DAY
        _note(life, "pos", "refund", at, seen, reason="exchange")
    return at


def marketplace(life: Life, at: int) -> int:
    """An order on the marketplace; most deliveries show a phone number; when it ended."""
    seen = access.own(life, "marketplace", life.person.marketplace)
    if life.happens(0.6):
        seen += access.typed_phone(life, "tmall", at)
    _buy(life, "tmall", at, seen)
    if life.happens(0.3):
        at += life.person.rng.randrange(3, 10) * DAY
        _note(life, "tmall", "review", at, seen[:1], stars=life.person.rng.randrange(1, 6))
    return at


def pushed(life: Life) -> None:
    """All that is sent to the person in the period, and what comes back."""
    _mailings(life)
    _messages(life)
    _account(life)
    _support(life)


def _mailings(life: Life) -> None:
    person, rng, rates = life.person, life.person.rng, life.rates
    seen = access.mailed(life)
    for campaign, day in life.incidents.campaigns if seen else ():
        if not person.joins_at <= day < person.leaves_at:
            continue
        at = day + 2 * HOUR + rng.randrange(20 * MINUTE)
        _note(life, "email", "email_sent", at, seen, campaign=campaign)
        if rng.random() < rates.email_open:
            at += int(rng.expovariate(1 / (10 * HOUR)))
            _note(life, "email", "email_open", at, seen, campaign=campaign)
            if rng.random() < rates.email_click:
                at += rng.randrange(MINUTE, 10 * MINUTE)
                _note(life, "email", "email_click", at, seen, campaign=campaign)
                visits.land(life, rng.choice(person.devices), at + 3_000, campaign, seen)


def _messages(life: Life) -> None:
    person, rng = life.person, life.person.rng
    for week in (2, 6, 10):
        at = START + week * 7 * DAY + 3 * HOUR + rng.randrange(HOUR)
        digits = person.phone_at(at)
        if digits is None or not person.joins_at <= at < person.leaves_at:
            continue
        seen: Marks = (ids.phone("sms", digits),)
        campaign = f"sms_week_{week}"
        _note(life, "sms", "sms_sent", at, seen, campaign=campaign)
        if rng.random() < life.rates.sms_click:
            at += int(rng.expovariate(1 / (2 * HOUR)))
            _note(life, "sms", "sms_click", at, seen, campaign=campaign)
            visits.land(life, person.devices[-1], at + 3_000, campaign, ())


def _account(life: Life) -> None:
    person, rng = life.person, life.person.rng
    follower = access.own(life, "wechat_openid", person.follower_openid)
    if not follower:
        return
    at = awake(person.joins_at + int(rng.random() * (person.leaves_at - person.joins_at) * 0.5), rng)
    union = access.own(life, "wechat_unionid", person.unionid)
    _note(life, "wechat", "follow", at, follower + union)
    for _ in range(rng.randrange(5)):
        at = awake(at + int(rng.expovariate(1 / (12 * DAY))), rng)
        if at >= END:
            return
        if rng.random() < 0.5:
            _note(life, "wechat", "menu_click", at, follower, page=rng.choice(("offers", "stores", "member")))
        else:
            _note(life, "wechat", "message", at, follower, topic=rng.choice(words.SUPPORT_TOPICS))


def _support(life: Life) -> None:
    person, rng = life.person, life.person.rng
    if not person.support_prone or not person.mini_openid:
        return
    seen = access.own(life, "wechat_openid", person.mini_openid)
    for _ in range(rng.randrange(1, 5)):
        at = awake(person.joins_at + int(rng.random() * (person.leaves_at - person.joins_at)), rng)
        _note(life, "mini_program", "support_chat", at, seen, topic=rng.choice(words.SUPPORT_TOPICS))


def _buy(life: Life, source: str, at: int, seen: Marks, **more: str) -> None:
    person, rng = life.person, life.person.rng
    if person.cart:
        # What was left in an online cart may well be bought here.
        (category, product, amount), person.cart = person.cart, None
    else:
        category, _, cheapest = words.CATEGORIES[person.category]
        number = rng.randrange(10)
        product, amount = f"{category}-{number:02d}", cheapest + 20.0 * number
    order = f"o{rng.getrandbits(48):012x}"
    _note(
        life, source, "purchase", at, seen,
        order_id=order, product=product, category=category, amount=amount, quantity=1, **more,
    )  # fmt: skip


def _note(
    life: Life, source: str, event: str, at: int, marks: Marks, **properties: str | int | float
) -> None:
    if at < END:
        life.ledger.happenings.append(Happening(at, source, event, marks, properties=properties))
