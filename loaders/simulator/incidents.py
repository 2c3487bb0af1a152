"""The two things that go wrong, when, and how many people they hit."""

import json
from dataclasses import dataclass, field

from .clock import DAY, MINUTE, START, written
from .draws import share

PAYMENT = "payment-provider-outage"
LINK = "broken-campaign-link"
# The most used provider of each channel: an outage of a rare one would be too small to find.
_BUSIEST = (("app", "alipay"), ("web", "alipay"), ("mini_program", "wechat_pay"))


@dataclass(slots=True)
class Incident:
    """Something that goes wrong on one channel between two moments."""

    id: str
    kind: str
    source: str
    starts_at: int
    ends_at: int
    about: str
    # The events that show it: name and properties, as in the events table.
    event: str
    where: dict[str, str]
    people: int = 0
    events: int = 0

    def on(self, at: int) -> bool:
        """Whether what begins at this moment is hit."""
        # Nothing begins in the last minutes, so that all its events fall between the two moments.
        return self.starts_at <= at < self.ends_at - 20 * MINUTE


@dataclass(slots=True)
class Incidents:
    """What goes wrong in one simulation; dates, channel and provider come from the seed."""

    payment: Incident
    link: Incident
    campaigns: tuple[tuple[str, int], ...] = field(default=())

    @property
    def all(self) -> tuple[Incident, Incident]:
        return self.payment, self.link

    def count_people(self, hits: set[str]) -> None:
        """One person was hit by the incidents with these ids."""
        for incident in self.all:
            incident.people += incident.id in hits

    def as_json(self) -> str:
        """What an analyst should be able to find, in full."""
        happened = [_plain(one) for one in self.all if one.ends_at > one.starts_at]
        return json.dumps(happened, ensure_ascii=False, indent=2) + "\n"


def schedule(seed: int, *, quiet: bool = False) -> Incidents:
    """When and where things go wrong; `quiet`: nothing does, and the campaigns are the same."""
    outage = START + (35 + int(share(seed, "outage day", 0) * 15)) * DAY
    source, provider = _BUSIEST[int(share(seed, "outage", 0) * len(_BUSIEST))]
    mailing = START + (60 + int(share(seed, "mailing day", 0) * 15)) * DAY
    payment = Incident(
        PAYMENT, "payment_provider", source, outage, outage + 7 * DAY,
        f"Payments by {provider} on {source} fail for a week.",
        "payment_failed", {"provider": provider, "error": "provider_unavailable"},
    )  # fmt: skip
    link = Incident(
        LINK, "campaign_link", "web", mailing, mailing + 10 * DAY,
        "The link in the e-mail campaign spring_sale leads to a page that does not exist.",
        "browse", {"campaign": "spring_sale", "page": "/404"},
    )  # fmt: skip
    campaigns = (
        ("new_year", START + 5 * DAY),
        ("lantern_festival", START + 33 * DAY),
        ("spring_sale", mailing),
    )
    if quiet:
        for incident in (payment, link):
            incident.ends_at = incident.starts_at
    return Incidents(payment, link, campaigns)


def _plain(incident: Incident) -> dict[str, object]:
    return {
        "id": incident.id,
        "kind": incident.kind,
        "source": incident.source,
        "starts_at": written(incident.starts_at),
        "ends_at": written(incident.ends_at),
        "event": incident.event,
        "where": incident.where,
        "people": incident.people,
        "events": incident.events,
        "about": incident.about,
    }
