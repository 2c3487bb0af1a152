"""The words of the explorer: complete in every language, used, and with the same places to fill in."""

import re
import string
from itertools import pairwise
from pathlib import Path

import onepath.app.explorer.language as language_module
import pytest
from onepath.app.explorer.dates import lasting
from onepath.app.explorer.language import LANGUAGES, named, named_in, words
from onepath.app.explorer.pages.query.library_words import library_words
from onepath.graph.store import all_queries

EXPLORER = Path(language_module.__file__).parent
ASKED = re.compile(r"\b(?:say|word)\(\s*(f?)[\"']([^\"']+)[\"']")
# Keys that are put together from the options of a choice or the columns of a table.
MADE = re.compile(r"^(pages|columns|filters|marks)\.")


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def keys_asked() -> tuple[set[str], list[re.Pattern[str]]]:
    plain, made = set(), []
    for path in EXPLORER.rglob("*.py"):
        for formatted, key in ASKED.findall(path.read_text("utf-8")):
            if formatted:
                made.append(re.compile(re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(key))))
            else:
                plain.add(key)
    return plain, made


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    for first, second in pairwise(LANGUAGES):
        assert list(words(first)) == list(words(second))


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_each_text_has_the_same_places_to_fill_in(code: str) -> None:
    differ = [key for key, text in words("en").items() if names_in(text) != names_in(words(code)[key])]
    assert not differ


def test_every_key_that_a_page_asks_for_is_there() -> None:
    plain, _ = keys_asked()
    assert not plain - set(words("en"))


def test_every_key_is_asked_for() -> None:
    plain, made = keys_asked()
    unused = [
        key
        for key in words("en")
        if key not in plain and not MADE.match(key) and not any(one.fullmatch(key) for one in made)
    ]
    assert not unused


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_query_of_the_library_is_described_with_its_parameters(code: str) -> None:
    library = {query.name: query for query in all_queries().values() if not query.internal}
    described = {name: set(texts) for name, texts in library_words(code).items()}
    assert described == {
        name: {"answers", "grain", *(parameter.name for parameter in query.parameters)}
        for name, query in library.items()
    }
    assert {f"query.topic_{query.group}" for query in library.values()} <= set(words(code))


def test_the_librarys_chinese_is_chinese() -> None:
    ideograph = re.compile(r"[\u4e00-\u9fff]")
    texts = [text for query in library_words("zh").values() for text in query.values()]
    assert not [text for text in texts if not ideograph.search(text)]


def test_chinese_words_are_chinese() -> None:
    ideograph = re.compile(r"[\u4e00-\u9fff]")
    names = {"OneID", "CSV", "PNG", "P"}
    left = [
        key
        for key, text in words("zh").items()
        if not ideograph.search(text)
        and set(re.findall(r"[A-Za-z]+", re.sub(r"\{[^}]*\}", "", text))) - names
    ]
    assert not left


def test_durations_and_what_stands_in_the_place_of_a_name_are_chinese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(language_module, "language", lambda: "zh")
    assert [lasting(seconds) for seconds in (273_600, 725, 0.5, 0, None)] == [
        "3 天 4 小时", "12 分 5 秒", "0.5 秒", "0 秒", "",
    ]  # fmt: skip
    assert named("browse > (end)") == "browse > （结束）"
    assert named("第 2 步：(other) → (start)") == "第 2 步：（其他） → （开始）"
    assert named("brand (other)s") == "brand (other)s"
    assert named_in({"data": [{"name": "(none)", "value": 3}]}) == {"data": [{"name": "（无）", "value": 3}]}
