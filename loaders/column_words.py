"""What columns are usually called: the words by which a file's columns are recognised.

Names are compared without case, and with `_` for whatever is neither letter nor digit.
"""

import re
from collections.abc import Mapping

from .cells import PROPERTY_TYPES

__all__ = [
    "BIRTH_WORDS", "CUSTOMER_WORDS", "FIELD_WORDS", "ID_ENDINGS", "KIND_WORDS", "NOT_THE_TIME", "TRAFFIC",
    "parts_of", "spelled", "without_type",
]  # fmt: skip

FIELD_WORDS: Mapping[str, tuple[str, ...]] = {
    "original_at": (
        "original_at", "event_time", "event_timestamp", "event_datetime", "occurred_at", "happened_at",
        "original_timestamp", "dvce_created_tstamp", "derived_tstamp", "time_timestamp", "timestamp",
        "time_stamp", "event_at", "event_date", "action_time", "click_time", "visit_time", "order_time",
        "order_date", "paid_at", "pay_time", "start_timestamp", "start_time", "started_at",
        "date_hour_and_minute", "date_hour_minute", "date_hour_yyyymmddhh", "date_hour",
        "complete_timestamp", "collector_tstamp", "invoice_date", "purchase_date", "transaction_date",
        "created_at", "create_time", "created", "time", "ts", "datetime", "date_time", "date", "day",
        "事件时间", "发生时间", "行为时间", "下单时间", "支付时间", "创建时间", "时间", "日期",
    ),
    "sent_at": ("sent_at", "sent_timestamp", "client_sent_at", "dvce_sent_tstamp", "发送时间"),
    "received_at": (
        "received_at", "receive_time", "server_time", "server_received_at", "server_upload_time",
        "collector_tstamp", "ingested_at", "接收时间",
    ),
    "name": (
        "event_name", "concept_name", "event", "activity_name", "activity", "event_type", "event_action",
        "action", "behavior", "behaviour", "behavior_type", "operation", "name", "type",
        "事件名称", "事件名", "事件", "活动", "行为", "行为类型", "操作",
    ),
    "source": ("source", "source_system", "data_source", "system", "origin", "数据来源", "来源", "系统"),
    "message_id": (
        "message_id", "event_id", "messageid", "insert_id", "log_id", "event_uuid", "uuid",
        "消息id", "事件id",
    ),
    "session_id": (
        "session_id", "sessionid", "session", "domain_sessionid", "ga_session_id", "visit_id", "visitid",
        "user_session", "phpsessid", "jsessionid", "sess_id", "会话id", "会话",
    ),
    "sequence": ("sequence", "seq", "event_index", "event_sequence", "序号"),
}  # fmt: skip
"""Fields of an event, each with its words; what stands first is more certain."""

KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "member": (
        "member", "member_id", "memberid", "member_no", "member_code", "membership_id", "vip_id", "crm_id",
        "loyalty_id", "会员", "会员号", "会员id", "会员编号",
    ),
    "user": (
        "user", "user_id", "userid", "uid", "account_id", "account", "customer_id", "customerid", "customer",
        "cust_id", "customer_no", "client_no", "login_id", "buyer_id", "contact_id", "patient_id",
        "用户", "用户id", "用户编号", "客户id", "客户编号", "账号",
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
        "cookie", "cookie_id", "cookieid", "anonymous_id", "anonymousid", "client_id", "visitor_id",
        "visitorid", "visitor", "visitor_uuid", "fullvisitorid", "distinct_id", "user_pseudo_id",
        "domain_userid", "network_userid", "network_user_id", "network_id", "browser_id", "ga_id",
        "访客id",
    ),
    "case": (
        "case", "case_id", "caseid", "case_concept_name", "case_key", "case_number", "case_no",
        "process_instance", "trace_id", "案例", "案例id", "案例编号",
    ),
}  # fmt: skip
"""Kinds of identifiers, each with its words. What a process log calls a case is one too."""

BIRTH_WORDS = frozenset(
    ("birth", "birthday", "birthdate", "birth_date", "date_of_birth", "dob", "bday", "生日", "出生日期")
)
_NOT_THE_TIME = """etl dw dwh load loaded ingest ingested insert inserted import imported sync synced extract
    extracted batch process processed partition snapshot modified modify update updated upd edited
    deleted expire expires expiry expired valid until due deadline delivery deliver end ended
    ending last next birth birthday birthdate dob bday registered registration register signup
    joined join hire opened refr 入库 更新 修改 到期 过期 截止 同步 注册 生日 出生"""
NOT_THE_TIME = frozenset(_NOT_THE_TIME.split())
"""Parts of a name by which a time is another one than the event's: of a pipeline, a birth, an expiry."""

_CUSTOMER_WORDS = """first_name last_name given_name family_name surname full_name fullname gender sex
    birthday birthdate birth_date date_of_birth dob city address street zip zip_code postcode postal_code
    country state province email phone mobile registered_at registration_date signup_date
    created_at member_level level tier
    姓名 名字 性别 生日 出生日期 城市 地址 邮编 省份 手机 手机号 邮箱 会员等级 注册时间"""
CUSTOMER_WORDS = frozenset(_CUSTOMER_WORDS.split())
"""What a list of customers says of each."""

_TRAFFIC = """google bing baidu direct (direct) organic referral facebook instagram tiktok email cpc ads
    newsletter social (none) affiliate youtube 百度 直接访问"""
TRAFFIC = frozenset(_TRAFFIC.split())
"""Where visits come from: a column `source` with these does not name the system that the data is from."""

ID_ENDINGS = ("id", "no", "nr", "code", "number", "num", "key", "ref", "sku", "zip", "postcode", "plz", "ean")
"""Words at the end of a name by which digits are a name and not a number."""


def without_type(column: str) -> str:
    """The name without the type that a canonical table writes behind it: `price:float` is `price`."""
    name, colon, suffix = column.strip().rpartition(":")
    return name if colon and suffix in (*PROPERTY_TYPES, "identifier") else column.strip()


def spelled(column: str) -> str:
    """The column's name as the words above are written: `UserID`, `user-id` and `User Id` are `user_id`."""
    text = without_type(column)
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", text)
    return "_".join("".join(letter if letter.isalnum() else " " for letter in text).lower().split())


def parts_of(column: str) -> tuple[str, ...]:
    """The words of a column's name."""
    return tuple(spelled(column).split("_"))
