"""What columns are usually called: the words by which a file's columns are recognised.

Names are compared without case, and with `_` for whatever is neither letter nor digit.
"""

from collections.abc import Mapping

__all__ = ["FIELD_WORDS", "KIND_WORDS", "spelled"]

FIELD_WORDS: Mapping[str, tuple[str, ...]] = {
    "original_at": (
        "original_at", "event_time", "event_timestamp", "occurred_at", "happened_at", "original_timestamp",
        "timestamp", "event_at", "event_date", "action_time", "click_time", "order_time", "paid_at",
        "created_at", "create_time", "created", "time", "ts", "datetime", "date_time", "date", "day",
        "事件时间", "发生时间", "行为时间", "下单时间", "支付时间", "创建时间", "时间", "日期",
    ),
    "sent_at": ("sent_at", "sent_timestamp", "client_sent_at", "发送时间"),
    "received_at": ("received_at", "receive_time", "server_time", "ingested_at", "接收时间"),
    "name": (
        "event_name", "event", "name", "event_type", "action", "activity", "behavior", "behaviour",
        "behavior_type", "type", "事件名称", "事件名", "事件", "行为", "行为类型", "操作",
    ),
    "source": ("source", "source_system", "data_source", "system", "origin", "数据来源", "来源", "系统"),
    "message_id": ("message_id", "event_id", "messageid", "insert_id", "log_id", "uuid", "消息id", "事件id"),
    "session_id": ("session_id", "sessionid", "session", "visit_id", "会话id", "会话"),
    "sequence": ("sequence", "seq", "event_index", "event_sequence", "序号"),
}  # fmt: skip
"""Fields of an event, each with its words; what stands first is more certain."""

KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "member": (
        "member", "member_id", "memberid", "member_no", "member_code", "membership_id", "vip_id", "crm_id",
        "loyalty_id", "会员", "会员号", "会员id", "会员编号",
    ),
    "user": (
        "user", "user_id", "userid", "uid", "account_id", "account", "customer_id", "customerid", "client_no",
        "login_id", "buyer_id", "用户", "用户id", "用户编号", "客户id", "账号",
    ),
    "email": ("email", "e_mail", "mail", "email_address", "邮箱", "电子邮箱"),
    "phone": (
        "phone", "mobile", "phone_number", "phone_no", "mobile_phone", "mobile_no", "tel", "telephone",
        "msisdn", "cellphone", "手机", "手机号", "手机号码", "电话", "联系电话",
    ),
    "wechat_unionid": ("wechat_unionid", "unionid", "union_id", "wx_unionid"),
    "wechat_openid": ("wechat_openid", "openid", "open_id", "wx_openid"),
    "marketplace": (
        "marketplace", "marketplace_id", "buyer_nick", "ouid", "tmall_id", "taobao_id", "jd_pin", "douyin_id",
        "买家昵称",
    ),
    "pos_card": ("pos_card", "card_no", "card_number", "card_id", "会员卡号", "卡号"),
    "device": (
        "device", "device_id", "deviceid", "idfa", "idfv", "imei", "oaid", "gaid", "android_id",
        "设备", "设备id", "设备号",
    ),
    "cookie": (
        "cookie", "cookie_id", "anonymous_id", "client_id", "visitor_id", "fullvisitorid", "distinct_id",
        "browser_id", "ga_id", "访客id",
    ),
}  # fmt: skip
"""Kinds of identifiers, each with its words."""


def spelled(column: str) -> str:
    """The column's name as the words above are written: `UserID`, `user-id` and `User Id` are `user_id`."""
    text = column.partition(":")[0].strip()
    parts = "".join(
        f"_{letter}" if letter.isupper() and place and text[place - 1].islower() else letter
        for place, letter in enumerate(text)
    )
    return "_".join("".join(letter if letter.isalnum() else " " for letter in parts).lower().split())
