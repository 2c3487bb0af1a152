"""Why people were merged or not, in Chinese; what somebody wrote stays as it is."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import onepath.graph.identity as identity
import pytest
from onepath.app.explorer import reasons

WRITTEN = tomllib.loads(
    files("onepath.app.explorer").joinpath("words", "reasons_zh.toml").read_text("utf-8")
)["reasons"]


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
