"""What an event means: the role of an event type, proposed from its name."""

import re
from typing import Literal, get_args

Role = Literal["behaviour", "outbound", "response", "conversion", "error", "system"]
"""behaviour: somebody did it. outbound: the company sent it. response: somebody reacted to what was sent.
conversion: it is what the company works for. error: something failed. system: a program did it by itself."""
ROLES: tuple[Role, ...] = get_args(Role)
PASSIVE: tuple[Role, ...] = ("outbound", "system")
"""No person did these: they do not count as activity or as touchpoints."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CHANNELS = _words("email mail edm sms mms push notification newsletter message whatsapp campaign mailing")
_SENDING = _words("sent delivered dispatched bounced bounce pushed received queued")
_REACTING = _words(
    "open opened click clicked reply replied unsubscribe unsubscribed read tap tapped view viewed complaint"
)
_ERRORS = _words(
    "error errors failed failure fail fails declined crash crashed exception timeout bug rejected denied "
    "unavailable 404 500"
)
_SYSTEM = _words("heartbeat keepalive ping cron healthcheck system sync synced migration")
_CONVERSIONS = _words(
    "purchase purchased bought order ordered paid subscribed signup registered registration booking booked "
    "conversion converted donation donated"
)
_TRADES = _words("order checkout payment booking transaction purchase registration subscription")
_DONE = _words("placed completed complete success succeeded successful confirmed created submitted")

_MESSAGE = "短信|邮件|推送|消息|通知|群发"
_ANSWER = "打开|点击|回复|退订|阅读"
_SENT = "发送|下发|送达|触达|退信"
_CHINESE: tuple[tuple[Role, str], ...] = (
    ("response", f"({_MESSAGE}).*({_ANSWER})|({_ANSWER}).*({_MESSAGE})"),
    ("outbound", f"({_MESSAGE}|模板).*({_SENT})|({_SENT}|推送).*({_MESSAGE})|群发"),
    ("error", "失败|错误|异常|崩溃|报错|超时|被拒"),
    ("system", "系统|心跳|同步|定时"),
    ("conversion", "购买|下单|支付成功|付款成功|成交|注册|订阅|开通"),
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def propose_role(name: str) -> Role:
    """The role that a name speaks of, in English or Chinese; behaviour where it speaks of none."""
    for role, pattern in _CHINESE:
        if re.search(pattern, name):
            return role
    return _of_words(tuple(word.lower() for word in _WORD.findall(name)))


def _of_words(ordered: tuple[str, ...]) -> Role:
    words = frozenset(ordered)
    if words & _CHANNELS and words & _REACTING:
        return "response"
    # "Send message" is what somebody does in a chat; "message sent" and "send email" are not.
    if words & _CHANNELS and (words & _SENDING or ("send" in words and "message" not in words)):
        return "outbound"
    if words & _ERRORS:
        return "error"
    if words & _SYSTEM:
        return "system"
    # An order that is shipped, and a page on how to order, are not conversions.
    whole = len(ordered) == 1 and words <= _CONVERSIONS
    if whole or ordered == ("sign", "up") or (words & _TRADES and words & _DONE):
        return "conversion"
    return "behaviour"
