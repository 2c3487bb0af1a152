"""People with their households, devices, accounts and habits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from . import vocabulary as words
from .clock import DAY, DAYS, END, START
from .draws import stream
from .identifiers import cookie, token, uuid
from .numbers import Numbers
from .profiles import RealName, birth_date, real_name
from .rates import Rates

_FAMILY_NAME = 0.6
"""How many of a household have the family name of its first adult."""
_SIZES = (1, 1, 2, 2, 3, 3, 4, 5)


@dataclass(slots=True)
class Device:
    """A thing to browse with. `owner` is the label of the person it belongs to."""

    kind: str
    id: str
    cookie: str
    owner: str
    skew: int = 0


@dataclass(slots=True)
class Person:
    """One real human being: the truth behind all the identifiers."""

    number: int
    label: str
    rng: Random
    name: RealName
    city: str
    gender: str
    born: date
    known: bool
    joins_at: int
    leaves_at: int
    visits: float
    category: int
    price_sensitive: bool
    support_prone: bool
    devices: list[Device] = field(default_factory=list)
    # Phone numbers (eleven digits). `account_phone` is the one accounts were opened with.
    phone: str | None = None
    former_phone: str | None = None
    phone_since: int = 0
    account_phone: str | None = None
    email: str | None = None
    member: str | None = None
    pos_card: str | None = None
    user: str | None = None
    mini_openid: str | None = None
    follower_openid: str | None = None
    unionid: str | None = None
    binds_phone: bool = False
    marketplace: str | None = None
    # What has happened so far.
    signed_up: bool = False
    bound: bool = False
    cart: tuple[str, str, float] | None = None
    hits: set[str] = field(default_factory=set)
    typing: Random = field(default_factory=Random)
    """What chance makes of the profile when it is typed."""

    def phone_at(self, at: int) -> str | None:
        """The number that the person carries at this moment."""
        return self.former_phone if self.former_phone and at < self.phone_since else self.phone

    def account_phone_at(self, at: int) -> str | None:
        """The number that the person's accounts run under: the family's, or the own one."""
        return self.account_phone or self.phone_at(at)


@dataclass(slots=True)
class Household:
    """People who live together, the first of them an adult who owns what is shared."""

    rng: Random
    members: list[Person]
    tablet: Device | None


def households(seed: int, people: int, rates: Rates) -> Iterator[Household]:
    """All households in order of number, one at a time, until there are `people` people."""
    numbers = Numbers(seed, people, rates)
    first, number = 1, 0
    while first <= people:
        number += 1
        rng = stream(seed, "household", number)
        size = min(_SIZES[int(rng.random() * len(_SIZES))], people - first + 1)
        members = [_person(seed, first + place, numbers, rates) for place in range(size)]
        yield _household(rng, members, rates)
        first += size


def _household(rng: Random, members: list[Person], rates: Rates) -> Household:
    head = members[0]
    shares_tablet, shares_phone = rng.random() < rates.shared_tablet, rng.random() < rates.family_phone
    tablet = _device("tablet", head.label, rng, rates) if shares_tablet and len(members) > 1 else None
    for member in members:
        if tablet:
            member.devices.append(tablet)
        if shares_phone and head.known and member is not head and member.known:
            member.account_phone = head.phone
        if rng.random() < 0.9:
            member.city = head.city
        if member is not head and member.typing.random() < _FAMILY_NAME:
            member.name = member.name.in_family_of(head.name)
    return Household(rng, members, tablet)


def _device(kind: str, owner: str, rng: Random, rates: Rates) -> Device:
    skew = rng.choice((-1, 1)) * rng.randrange(120_000, 18_000_000) if rng.random() < rates.clock_skew else 0
    return Device(kind, uuid(rng), cookie(rng), owner, skew)


def _person(seed: int, number: int, numbers: Numbers, rates: Rates) -> Person:
    rng, typing = stream(seed, "person", number), stream(seed, "profile", number)
    name = real_name(rng)
    joins = START + int(rng.random() * DAYS * DAY) if rng.random() < rates.new_in_period else START
    leaves = joins + int(rng.random() * (END - joins)) if rng.random() < rates.leaves_in_period else END
    person = Person(
        number=number,
        label=f"person-{number:07d}",
        rng=rng,
        name=name,
        city=rng.choice(words.CITIES),
        gender=rng.choice(("f", "f", "m", "")),
        born=birth_date(rng.randrange(1950, 2011), typing),
        known=numbers.known(number),
        joins_at=joins,
        leaves_at=leaves,
        visits=rates.visits * rng.gammavariate(2.0, 0.5),
        category=rng.randrange(len(words.CATEGORIES)),
        price_sensitive=rng.random() < 0.25,
        support_prone=rng.random() < 0.1,
        typing=typing,
    )
    _give_devices(person, rates)
    _give_wechat(person, rates)
    if person.known:
        _give_numbers(person, numbers)
        _give_accounts(person, rates)
    return person


def _give_devices(person: Person, rates: Rates) -> None:
    person.devices.append(_device("phone", person.label, person.rng, rates))
    if person.rng.random() < rates.laptop:
        person.devices.append(_device("laptop", person.label, person.rng, rates))


def _give_wechat(person: Person, rates: Rates) -> None:
    rng = person.rng
    if rng.random() >= rates.wechat:
        return
    person.mini_openid = f"o{token(rng, 27)}"
    person.unionid = f"u{token(rng, 27)}"
    person.binds_phone = person.known and rng.random() < rates.phone_binding
    if rng.random() < rates.follower:
        person.follower_openid = f"o{token(rng, 27)}"


def _give_numbers(person: Person, numbers: Numbers) -> None:
    person.phone = numbers.own(person.number)
    if numbers.gives_away(person.number):
        person.former_phone = numbers.first(person.number)
        person.phone_since = numbers.handed_over_at(person.number)
    if numbers.takes_over(person.number):
        # A number rests for a while before the operator deals it out again.
        rested = numbers.handed_over_at(numbers.giver(person.number)) + 15 * DAY
        person.joins_at = max(person.joins_at, rested)
        person.leaves_at = END


def _give_accounts(person: Person, rates: Rates) -> None:
    rng, number = person.rng, person.number
    if rng.random() < rates.email_address:
        person.email = f"{person.name.spelling}.{number}@{rng.choice(words.MAIL_HOSTS)}"
    if rng.random() < rates.app_account:
        person.user = f"u{number * 48_271 % 10**9:09d}"
    if rng.random() < rates.marketplace:
        person.marketplace = f"{rng.choice(words.NICKNAMES)}:{number * 7_919 % 10**8}"
    if rng.random() < rates.member or not (person.user or person.binds_phone):
        # Leading zeros, and a slash below: identifiers are opaque text and must survive as it is.
        person.member = f"00{number * 6_007 % 10**8:08d}"
        if rng.random() < 0.6:
            person.pos_card = f"6200/{number * 3_001 % 10**8:08d}"
