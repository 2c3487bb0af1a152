"""Why people were merged or not, and why rows were rejected, in Chinese; what people wrote stays."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import onepath.graph.identity as identity
import onepath.loaders as loaders
import pytest
from onepath.app.explorer import reasons
from onepath.loaders.mapping import load_mapping
from onepath.loaders.trial import try_mapping

ALL = tomllib.loads(files("onepath.app.explorer").joinpath("words", "reasons_zh.toml").read_text("utf-8"))
WRITTEN = ALL["reasons"]
MAPPING = """
source = "shop"

[event]
name = "event"
original_at = "time"

[event.identifiers]
user = "user_id"
phone = "phone"
"""


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons, "language", lambda: "zh")


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("more than 1 phone", "phone 超过 1 个"),
        ("more than 1 phone in 30 days", "30 天内的 phone 超过 1 个"),
        ("more than 1000 links", "关联超过 1000 条"),
        ("blocked: by the rules", "被屏蔽：由规则"),
        (
            "the path leads over phone:1, which is blocked: more than 50 links",
            "证据路径经过 phone:1，而它被屏蔽：关联超过 50 条",
        ),
        (
            "a rule blocks the link between cookie:a and phone:b: more than 1 phone",
            "规则阻止了 cookie:a 与 phone:b 之间的关联：phone 超过 1 个",
        ),
        ("no evidence connects them", "没有证据把两者联系起来"),
        ("shared: 21 people by email", "共用：按 email 涉及 21 人"),
        ("asked the customer, two brothers", "asked the customer, two brothers"),
    ],
)
def test_a_reason_is_chinese(reason: str, text: str) -> None:
    assert reasons.reason_text(reason) == text


def test_every_reason_that_is_translated_is_one_that_identity_resolution_gives() -> None:
    folders = (Path(identity.__file__).parent, Path(str(files("onepath.cypher"))) / "internal" / "identity")
    code = "".join(
        path.read_text("utf-8") for folder in folders for path in folder.iterdir() if path.is_file()
    )
    for written in WRITTEN:
        parts = [
            part.strip()
            for part in filter(None, re.split(r"\{\w\}|: |, (?:which )?|(the link between)", written))
        ]
        assert [part for part in parts if part and part not in code] == [], written


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("u1,2026-03-01,buy,", ""),
        (",2026-03-01,buy,", "没有标识"),
        ("NULL,2026-03-01,buy,", "没有标识：user 为“NULL”，不代表任何人"),
        ("u1,,buy,", "没有事件时间"),
        ("u1,soon,buy,", "事件时间：“soon”不是能识别的时间（例如 2024-03-13 10:00:00, 13-Jun-2024 or "
                         "2024年3月13日；其他写法请设置 time_format）"),
        ("u1,2026-13-45,buy,", "事件时间：“2026-13-45”是不可能的时间（month must be in 1..12）"),
        (",2026-03-01,buy,138****0001", "phone：“138****0001”已脱敏"),
        (",2026-03-01,buy,12", "phone：“12”不是可能存在的手机号"),
    ],
)  # fmt: skip
def test_why_a_row_is_rejected_is_chinese(tmp_path: Path, cell: str, text: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"user_id,time,event,phone\n{cell}\n", "utf-8")
    mapping = tmp_path / "a.toml"
    mapping.write_text(MAPPING, "utf-8")
    rejects = try_mapping(file, load_mapping(mapping)).rejects
    assert [reasons.reject_text(one.reason) for one in rejects] == ([text] if text else [])


def test_every_reason_of_a_rejected_row_that_is_translated_is_one_that_loading_gives() -> None:
    code = "".join(path.read_text("utf-8") for path in Path(loaders.__file__).parent.glob("*.py"))
    # A sentence may be broken over two lines of code.
    code = re.sub(r'"\s*f?"', "", code)
    for written in ALL["rejects"]:
        parts = [part.strip("'?: ") for part in re.split(r"\{\w\}|, which | for ", written)]
        words = [part.removeprefix("no ") for part in parts if part]
        assert [part for part in words if part not in code] == [], written
