"""Visits on web, app and mini-program: browsing, log-ins, carts, payments, support."""

from . import access
from . import vocabulary as words
from .access import Life, Marks
from .clock import MINUTE, SECOND
from .identifiers import Mark
from .ledger import Happening, Stay
from .people import Device

Item = tuple[str, str, float]


class Visit:
    """One visit under way: knows the time, who the source sees, and writes what happens."""

    __slots__ = ("at", "campaign", "device", "life", "marks", "session", "source", "started_at")

    def __init__(self, life: Life, source: str, device: Device, at: int, campaign: str = "") -> None:
        self.life = life
        self.source = source
        self.device = device
        self.at = self.started_at = at
        self.campaign = campaign
        self.session = f"s{life.person.rng.getrandbits(64):016x}"
        self.marks: Marks = ()

    def happen(self, event: str, *more: Mark, **properties: str | int | float) -> None:
        """The next event, some seconds after the last one."""
        self.at += 2 * SECOND + int(self.life.person.rng.expovariate(1 / 35_000))
        marks = self.marks + more if more else self.marks
        self.life.ledger.happenings.append(
            Happening(self.at, self.source, event, marks, self.session, self.device.skew, properties)
        )

    def end(self) -> int:
        """Close the session; when it ended."""
        referrer = "campaign" if self.campaign else self.life.person.rng.choice(words.REFERRERS)
        self.life.ledger.stays.append(
            Stay(self.source, self.session, self.started_at, self.at, self.device.kind, referrer)
        )
        return self.at


def visit(life: Life, source: str, device: Device, at: int) -> int:
    """One whole visit on this source; when it ended. What stays in the cart, stays with the person."""
    on = Visit(life, source, device, at)
    arrive(on)
    if life.person.cart:
        on.happen("browse", page="/cart")
        _check_out(on, life.person.cart)
        return on.end()
    _browse(on)
    return on.end()


def land(life: Life, device: Device, at: int, campaign: str, recognised: Marks) -> int:
    """A web visit from a campaign's link, which carries whom it was sent to; when it ended."""
    on = Visit(life, "web", device, at, campaign)
    on.marks = access.cookie(life, device) + recognised
    link = life.incidents.link
    if campaign == link.where["campaign"] and link.on(at):
        on.happen("browse", page="/404", campaign=campaign, error="404")
        link.events += 1
        life.person.hits.add(link.id)
        return on.end()
    on.happen("browse", page=f"/campaign/{campaign}", campaign=campaign)
    on.marks = on.marks[:1]
    _browse(on)
    return on.end()


def arrive(on: Visit) -> None:
    """The source recognises the person as far as it can, and they log in or bind if they do."""
    {"web": _arrive_on_web, "app": _arrive_on_app, "mini_program": _arrive_on_mini_program}[on.source](on)


def _arrive_on_web(on: Visit) -> None:
    life, person = on.life, on.life.person
    on.marks = access.cookie(life, on.device)
    on.happen("browse", page="/")
    account = access.own(life, "member", person.member) or access.own(life, "user", person.user)
    if account and life.happens(life.rates.login):
        on.marks = account + on.marks
        phone = access.account_phone(life, "web", on.at) if life.happens(0.3) else ()
        on.happen("login", *phone)


def _arrive_on_app(on: Visit) -> None:
    life, person = on.life, on.life.person
    device = access.app_device(life, on.device)
    on.marks = access.own(life, "user", person.user) + device
    if person.user and not person.signed_up:
        person.signed_up = True
        on.happen("sign_up", *access.account_phone(life, "app", on.at))
    elif person.user and life.happens(0.25):
        on.happen("login", *access.account_phone(life, "app", on.at))
    on.happen("browse", page="/home")


def _arrive_on_mini_program(on: Visit) -> None:
    life, person = on.life, on.life.person
    on.marks = access.own(life, "wechat_openid", person.mini_openid)
    on.happen("browse", page="pages/index")
    if person.binds_phone and not person.bound:
        # The binding: the one moment that shows the WeChat id and the phone number together.
        person.bound = True
        union = access.own(life, "wechat_unionid", person.unionid)
        on.happen("bind_phone", *union, *access.account_phone(life, "mini_program", on.at))


def _browse(on: Visit) -> None:
    life, rng, rates = on.life, on.life.person.rng, on.life.rates
    # Mostly the person's own interest, at times another.
    category, queries, cheapest = words.CATEGORIES[
        life.person.category if rng.random() < 0.7 else rng.randrange(len(words.CATEGORIES))
    ]
    if rng.random() < rates.search:
        on.happen("search", query=rng.choice(queries))
    else:
        on.happen("browse", page=f"/category/{category}", category=category)
    number = rng.randrange(10)
    while True:
        on.happen("product_view", product=f"{category}-{number:02d}", category=category)
        if rng.random() < 0.4:
            break
        number = rng.randrange(10)
    if rng.random() < rates.add_to_cart:
        item = (category, f"{category}-{number:02d}", cheapest + 20.0 * number)
        on.happen("add_to_cart", product=item[1], category=category, price=item[2], quantity=1)
        life.person.cart = item
        if rng.random() < rates.checkout:
            _check_out(on, item)


def _check_out(on: Visit, item: Item) -> None:
    life, person, rng = on.life, on.life.person, on.life.person.rng
    if not person.known and on.source != "mini_program":
        return
    category, product, amount = item
    order = f"o{rng.getrandbits(48):012x}"
    discount = life.rates.discount * (3 if person.price_sensitive else 1)
    if rng.random() < discount:
        coupon, off = rng.choice(words.COUPONS), round(amount * 0.15, 2)
        on.happen("use_discount", coupon=coupon, discount=off)
        amount = round(amount - off, 2)
    on.happen("checkout", product=product, order_id=order, amount=amount)
    provider = _pays(on, order, amount)
    if provider:
        on.happen(
            "purchase", *_contact(on), order_id=order, provider=provider,
            product=product, category=category, amount=amount, quantity=1,
        )  # fmt: skip
        person.cart = None


def _contact(on: Visit) -> Marks:
    """What the person gives with an order: an app order comes under a phone number."""
    life, kinds = on.life, {mark.kind for mark in on.marks}
    if on.source == "mini_program":
        return ()
    if on.source == "app":
        return access.account_phone(life, "app", on.at)
    if kinds & {"member", "user"}:
        return ()
    return access.typed_email(life, "web") + access.typed_phone(life, "web", on.at)


def _pays(on: Visit, order: str, amount: float) -> str:
    """Try to pay, ask support or try again when that fails; the provider that worked, or nothing."""
    life, rng, rates = on.life, on.life.person.rng, on.life.rates
    provider = (
        "wechat_pay"
        if on.source == "mini_program" and rng.random() < 0.8
        else rng.choice(words.PROVIDER_CHOICES)
    )
    for _attempt in range(3):
        error = _failure(on, provider)
        if not error:
            return provider
        on.happen("payment_failed", provider=provider, error=error, order_id=order, amount=amount)
        if rng.random() < rates.support * (2 if life.person.support_prone else 1):
            on.at += rng.randrange(MINUTE, 5 * MINUTE)
            on.happen("support_chat", topic="payment", order_id=order)
            if rng.random() >= rates.support_helps:
                return ""
            provider = rng.choice([other for other in words.PROVIDERS if other != provider])
        elif rng.random() >= rates.retry:
            return ""
    return ""


def _failure(on: Visit, provider: str) -> str:
    """Why this payment fails; empty if it does not."""
    life, outage = on.life, on.life.incidents.payment
    down = outage.on(on.at) and on.source == outage.source and provider == outage.where["provider"]
    if not life.happens(life.rates.incident_failure if down else life.rates.payment_failed):
        return ""
    if down:
        outage.events += 1
        life.person.hits.add(outage.id)
        return "provider_unavailable"
    return life.person.rng.choice(words.PAYMENT_ERRORS)
