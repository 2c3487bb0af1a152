"""A person's whole period: when they come, by which channel, and what draws them back."""

from . import access, touches, visits
from . import vocabulary as words
from .access import Life, own
from .clock import DAY, DAYS, END, HOUR, MINUTE, awake
from .identifiers import phone
from .ledger import Account, Happening, Properties
from .profiles import typed_profile


def live(life: Life) -> None:
    """Everything that this person does in the period."""
    person, rng = life.person, life.person.rng
    channels = _channels(life)
    pace = DAYS * DAY / person.visits
    # Everybody comes at least once.
    first = person.joins_at + int(rng.expovariate(2 / pace))
    at = max(person.joins_at, min(first, person.leaves_at - 1))
    while True:
        channel = rng.choice(channels)
        ended = _go(life, channel, awake(at, rng))
        _give_back(life, channel, ended)
        at = ended + _pause(life, pace)
        if at >= person.leaves_at:
            break
    touches.pushed(life)
    accounts(life)


def _channels(life: Life) -> list[str]:
    person = life.person
    channels = ["web", "web"]
    if person.user or (not person.known and life.happens(life.rates.app_account)):
        channels += ["app", "app", "app"]
    if person.mini_openid:
        channels += ["mini_program", "mini_program"]
    if person.marketplace:
        channels.append("tmall")
    if person.known:
        channels.append("pos")
    return channels


def _go(life: Life, channel: str, at: int) -> int:
    if channel == "pos":
        return touches.shop(life, at)
    if channel == "tmall":
        return touches.marketplace(life, at)
    devices = life.person.devices
    handheld = [device for device in devices if device.kind != "laptop"]
    pick = devices if channel == "web" else handheld
    return visits.visit(life, channel, life.person.rng.choice(pick), at)


def _pause(life: Life, pace: float) -> int:
    """How long until the person comes again; a full cart draws them back soon, or is forgotten."""
    rng = life.person.rng
    if life.person.cart:
        if rng.random() < life.rates.cart_return:
            return rng.randrange(2 * HOUR, 3 * DAY)
        life.person.cart = None
    return 40 * MINUTE + int(rng.expovariate(1 / pace))


def _give_back(life: Life, channel: str, at: int) -> None:
    bought = life.ledger.happenings[-1]
    if bought.name != "purchase" or channel in ("pos", "tmall") or not life.happens(life.rates.refund):
        return
    later = at + life.person.rng.randrange(2, 10) * DAY
    if later < END:
        order = bought.properties["order_id"]
        life.ledger.happenings.append(
            Happening(
                later, channel, "refund", bought.marks, properties={"order_id": order, "reason": "return"}
            )
        )


def accounts(life: Life) -> None:
    """The records that CRM, app, mini-program and WeChat keep of the person at the end of the period."""
    person, rng, book = life.person, life.person.rng, life.ledger.accounts
    attributes: Properties
    at = max(person.joins_at, END - int(rng.random() * 60 * DAY))
    if person.member:
        book.append(_crm(life, person.member, at))
    if person.user and person.signed_up:
        marks = own(life, "user", person.user) + access.account_phone(life, "app", at)
        if person.unionid and rng.random() < 0.3:
            marks += own(life, "wechat_unionid", person.unionid)
        attributes = {"nickname": rng.choice(words.NICKNAMES), **_profile(life, named=False)}
        book.append(Account("app", person.user, at, marks, attributes))
    if person.bound:
        book.append(_bound(life, at))
    if person.follower_openid:
        marks = own(life, "wechat_openid", person.follower_openid) + own(
            life, "wechat_unionid", person.unionid
        )
        attributes = {"nickname": rng.choice(words.NICKNAMES), "city": person.city, "gender": person.gender}
        book.append(Account("wechat", person.follower_openid, at, marks, attributes))


def _profile(life: Life, *, named: bool) -> dict[str, str]:
    person = life.person
    typed = typed_profile(person.name, person.born, person.typing, life.rates, named=named)
    return {**typed._asdict(), "gender": person.gender}


def _bound(life: Life, at: int) -> Account:
    """The mini-program's record of somebody who gave it a phone number."""
    person = life.person
    marks = own(life, "wechat_openid", person.mini_openid) + own(life, "wechat_unionid", person.unionid)
    marks += access.account_phone(life, "mini_program", at)
    attributes: Properties = {
        "nickname": person.typing.choice(words.NICKNAMES), **_profile(life, named=False)
    }  # fmt: skip
    return Account("mini_program", str(person.mini_openid), at, marks, attributes)


def _crm(life: Life, member: str, at: int) -> Account:
    person, rng = life.person, life.person.rng
    # Nobody tells the member programme of a new number at once: half of the old ones are still there.
    stale = person.former_phone if rng.random() < 0.5 else None
    known = (phone("crm", stale),) if stale else access.typed_phone(life, "crm", END)
    marks = own(life, "member", member) + access.typed_email(life, "crm") + known
    marks += own(life, "pos_card", person.pos_card)
    profile = _profile(life, named=True)
    attributes: Properties = {
        **profile,
        "city": person.city,
        "birth_year": int(profile["birth_date"][:4] or person.born.year),
        "tier": rng.choice(words.TIERS),
    }
    return Account("crm", member, at, marks, attributes)
