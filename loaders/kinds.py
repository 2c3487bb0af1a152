"""Kinds of identifiers. Which of them is the stronger evidence is said by the rules, not here."""

import re

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
"""The known kinds. A column of that name in a canonical table is an identifier; so is `NAME:identifier`."""

ACCOUNT_KIND = "source_account"
"""The kind of the identifier that an account has of its own where its source names no other one."""

_KIND_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


def is_kind_name(text: str) -> bool:
    """Whether it is small ASCII letters, digits and _, so that `kind:value` splits at the first colon."""
    return _KIND_NAME.fullmatch(text) is not None
