"""How often everything happens: each rate is a field with its default and its meaning."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

Share = Annotated[float, Field(ge=0.0, le=1.0)]

# Noise is what makes identity or order hard; `Rates.harder` doubles these and leaves the rest alone.
_NOISE: JsonDict = {"noise": True}


class Rates(BaseModel):
    """The rates of a simulation. All but the averages are shares between 0 and 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # Noise.
    shared_tablet: Share = Field(
        default=0.03,
        description="households of two or more that share one tablet",
        json_schema_extra=_NOISE,
    )
    family_phone: Share = Field(
        default=0.05,
        description="households of two or more with accounts under one adult's number",
        json_schema_extra=_NOISE,
    )
    recycled_number: Share = Field(
        default=0.01,
        description="known people whose number was somebody else's in the same period",
        json_schema_extra=_NOISE,
    )
    typo: Share = Field(
        default=0.02,
        description="typed phone numbers and e-mail addresses with a typo",
        json_schema_extra=_NOISE,
    )
    null_like: Share = Field(
        default=0.005,
        description="events with a null-like value (`null`, `0`, all zeros) as an identifier",
        json_schema_extra=_NOISE,
    )
    late: Share = Field(
        default=0.01,
        description="events of web, app and mini-program that arrive an hour to three days late",
        json_schema_extra=_NOISE,
    )
    duplicate: Share = Field(
        default=0.005,
        description="events of web, app and mini-program sent twice with one message id",
        json_schema_extra=_NOISE,
    )
    out_of_order: Share = Field(
        default=0.02,
        description="events written up to twenty rows too late",
        json_schema_extra=_NOISE,
    )
    clock_skew: Share = Field(
        default=0.03,
        description="devices whose clock is minutes to hours wrong",
        json_schema_extra=_NOISE,
    )
    bot: Share = Field(
        default=0.002,
        description="bots, as a share of people and on top of them",
        json_schema_extra=_NOISE,
    )
    cookie_cleared: Share = Field(
        default=0.06,
        description="web visits that begin with a fresh cookie on a known device",
        json_schema_extra=_NOISE,
    )
    profile_mistake: Share = Field(
        default=0.03,
        description="names and birth dates of accounts with a slip, or day and month swapped",
        json_schema_extra=_NOISE,
    )
    invented_birth_date: Share = Field(
        default=0.005,
        description="birth dates of accounts that are invented",
        json_schema_extra=_NOISE,
    )

    typo_hits_someone: Share = Field(
        default=0.05, description="mistyped numbers that are somebody else's real number"
    )

    # Who has what.
    known: Share = Field(default=0.85, description="people who ever give a name or number")
    member: Share = Field(default=0.6, description="known people in the member programme (CRM)")
    app_account: Share = Field(default=0.5, description="known people with an app account")
    wechat: Share = Field(default=0.6, description="people who use the mini-program")
    follower: Share = Field(default=0.5, description="mini-program users who follow the WeChat account")
    phone_binding: Share = Field(default=0.6, description="known mini-program users who bind a phone")
    email_address: Share = Field(default=0.5, description="known people with an e-mail address")
    marketplace: Share = Field(default=0.3, description="known people who also buy on the marketplace")
    real_name: Share = Field(
        default=0.8, description="accounts of app and mini-program with their owner's name"
    )
    birth_date: Share = Field(
        default=0.85, description="accounts of CRM, app and mini-program with a birth date"
    )
    other_spelling: Share = Field(
        default=0.15, description="names of accounts in pinyin, short or surname first"
    )
    laptop: Share = Field(default=0.5, description="people who browse on a laptop besides their phone")
    new_in_period: Share = Field(default=0.4, description="people whose first visit is within the period")
    leaves_in_period: Share = Field(default=0.25, description="people who leave during the period")

    # What a visit becomes.
    visits: float = Field(default=7.0, ge=0.1, le=200, description="average visits in the whole period")
    search: Share = Field(default=0.35, description="visits with a search")
    add_to_cart: Share = Field(default=0.42, description="visits that put something in the cart")
    checkout: Share = Field(default=0.58, description="visits with a cart that go to the checkout")
    discount: Share = Field(
        default=0.2, description="checkouts with a coupon (three times as many for the price-sensitive)"
    )
    payment_failed: Share = Field(default=0.08, description="payments that fail on an ordinary day")
    support: Share = Field(
        default=0.35, description="failed payments after which the person contacts support"
    )
    support_helps: Share = Field(default=0.65, description="support chats that lead to a second payment")
    retry: Share = Field(default=0.5, description="failed payments without support that are tried again")
    cart_return: Share = Field(
        default=0.35, description="abandoned carts to which the person returns within three days"
    )
    login: Share = Field(default=0.45, description="web visits of members in which they log in")
    refund: Share = Field(default=0.04, description="online purchases that are refunded within ten days")
    email_open: Share = Field(default=0.35, description="e-mails that are opened")
    email_click: Share = Field(default=0.4, description="opened e-mails that are clicked")
    sms_click: Share = Field(default=0.08, description="text messages whose link is clicked")
    incident_failure: Share = Field(default=0.9, description="payments that fail in the outage")

    def harder(self) -> Self:
        """The same rates with every trap twice as frequent (never above 1)."""
        doubled = {name: min(1.0, 2 * getattr(self, name)) for name in self.noise()}
        return self.model_copy(update=doubled)

    @classmethod
    def limits(cls, name: str) -> tuple[float, float]:
        """The least and the most that a rate may be."""
        bounds = cls.model_json_schema()["properties"][name]
        return bounds["minimum"], bounds["maximum"]

    @classmethod
    def noise(cls) -> tuple[str, ...]:
        """The names of the rates that `harder` doubles, in the order of their definition."""
        return tuple(
            name
            for name, field in cls.model_fields.items()
            if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("noise")
        )
