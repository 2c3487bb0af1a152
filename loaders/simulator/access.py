"""Which identifiers a source sees of a person: by cookie, log-in, binding, or typed by hand."""

from dataclasses import dataclass

from . import identifiers as ids
from .identifiers import Mark
from .incidents import Incidents
from .ledger import Ledger
from .numbers import Numbers
from .people import Device, Person
from .rates import Rates

Marks = tuple[Mark, ...]


@dataclass(slots=True, frozen=True)
class Life:
    """A person and all that their doings depend on and end up in."""

    person: Person
    ledger: Ledger
    rates: Rates
    numbers: Numbers
    incidents: Incidents

    def happens(self, rate: float) -> bool:
        return self.person.rng.random() < rate


def own(life: Life, kind: str, value: str | None) -> Marks:
    """The person's own identifier of this kind, or nothing if they have none."""
    return (life.ledger.of(ids.opaque(kind, value), life.person),) if value else ()


def cookie(life: Life, device: Device) -> Marks:
    """The browser's cookie; now and then somebody has cleared it."""
    if life.happens(life.rates.cookie_cleared):
        device.cookie = ids.cookie(life.person.rng)
    return (life.ledger.of(ids.opaque("cookie", device.cookie), device),)


def app_device(life: Life, device: Device) -> Marks:
    """The device id that the app sees."""
    return (life.ledger.of(ids.opaque("device", device.id), device),)


def account_phone(life: Life, source: str, at: int) -> Marks:
    """The phone number that the source has verified by a code: never mistyped."""
    digits = life.person.account_phone_at(at)
    return (ids.phone(source, digits),) if digits else ()


def typed_phone(life: Life, source: str, at: int) -> Marks:
    """The person's phone number as somebody typed it, sometimes wrongly."""
    digits = life.person.phone_at(at)
    if digits is None:
        return ()
    if not life.happens(life.rates.typo):
        return (ids.phone(source, digits),)
    if life.happens(life.rates.typo_hits_someone):
        other = life.numbers.somebody_else(life.person.number)
        if other:
            return (ids.phone(source, other),)
    wrong = ids.phone(source, ids.mistyped_phone(digits, life.person.rng))
    return (life.ledger.of(wrong, life.person),)


def typed_email(life: Life, source: str) -> Marks:
    """The person's e-mail address as somebody typed it, sometimes wrongly."""
    address = life.person.email
    if address is None:
        return ()
    if life.happens(life.rates.typo):
        address = ids.mistyped_email(address, life.person.rng)
    return (life.ledger.of(ids.email(source, address), life.person),)


def mailed(life: Life) -> Marks:
    """The address that mails go to."""
    address = life.person.email
    return (life.ledger.of(ids.email("email", address), life.person),) if address else ()
