"""Identifier kinds and how strongly each speaks for one person."""

import re
from collections.abc import Iterable

KINDS = (
    "member",
    "user",
    "email",
    "phone",
    "wechat_unionid",
    "wechat_openid",
    "marketplace",
    "pos_card",
    "device",
    "cookie",
)
"""The known kinds, strongest first. Any other kind is weaker than these, in the order it is met."""

ACCOUNT_KIND = "source_account"
"""The kind of the identifier that an account has of its own where its source names no other one."""

_STRENGTH = {kind: place for place, kind in enumerate(KINDS)}
_KIND_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


def is_kind_name(text: str) -> bool:
    """Whether it is small ASCII letters, digits and _, so that `kind:value` splits at the first colon."""
    return _KIND_NAME.fullmatch(text) is not None


def strongest_first(kinds: Iterable[str]) -> list[str]:
    """Known kinds by strength, then the others in the order given."""
    return sorted(kinds, key=lambda kind: _STRENGTH.get(kind, len(KINDS)))
