"""Identifiers have one spelling, and what only looks like one is none."""

from unicodedata import normalize

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.loaders.spelling import normalise

NULL_LIKE = [
    "null",
    "NULL",
    "none",
    "nil",
    "NaN",
    "undefined",
    "n/a",
    "N/A",
    "unknown",
    "anonymous",
    "guest",
    "-",
    "--",
    "0",
    "00",
    "-1",
    "0.0",
    "true",
    "False",
    "00000000-0000-0000-0000-000000000000",
    "0000000000000000",
    "00:00:00:00:00:00",
    "0.0.0.0",
    "\\N",
    "(null)",
    "未知",
]


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "\u200b", "[object Object]", *NULL_LIKE])
@pytest.mark.parametrize("kind", ["cookie", "phone", "email", "user"])
def test_a_null_like_value_is_never_an_identifier(kind, text):
    assert normalise(kind, text) is None
    assert normalise(kind, f"  {text} ") is None


@pytest.mark.parametrize(
    "text", ["007", "00012", "a:b:c", "a/b\\c", "会员-7", "-12", "10", "none-of-it", "guest7", "x" * 1_000]
)
def test_any_other_text_survives_as_it_is(text):
    assert normalise("member", text) == text


@given(st.text(min_size=1, max_size=200).map(lambda text: f"id{text}x"))
def test_opaque_text_comes_out_composed_and_otherwise_untouched(text):
    assert normalise("cookie", text) == normalize("NFC", text)


@given(st.sampled_from(["cookie", "email", "phone", "marketplace"]), st.text(max_size=80))
def test_normalising_twice_changes_nothing(kind, text):
    try:
        once = normalise(kind, text)
    except ValueError:
        return
    assert once is None or normalise(kind, once) == once


def test_two_unicode_spellings_of_one_value_are_one():
    assert normalise("member", "Jose\u0301") == normalise("member", "Jos\u00e9") == "Jos\u00e9"


def test_invisible_marks_at_the_ends_are_dropped():
    assert normalise("member", "\ufeff M7\u200b ") == "M7"


@pytest.mark.parametrize(
    "written",
    ["13800138000", "138 0013 8000", "138-0013-8000", "+86 13800138000", "008613800138000", "8613800138000",
     "(+86) 138-0013-8000", "１３８００１３８０００"],
)  # fmt: skip
def test_every_way_to_write_a_chinese_phone_is_one_number(written):
    assert normalise("phone", written) == "+8613800138000"


def test_the_region_says_where_a_number_without_country_code_is_from():
    assert normalise("phone", "020 7946 0958", region="GB") == "+442079460958"
    assert normalise("phone", "+44 20 7946 0958") == "+442079460958"


LAYOUTS = phonenumbers.PhoneNumberFormat


@given(
    st.integers(13_000_000_000, 19_999_999_999).filter(lambda number: len(set(str(number))) > 1),
    st.sampled_from([LAYOUTS.E164, LAYOUTS.INTERNATIONAL, LAYOUTS.NATIONAL, LAYOUTS.RFC3966]),
)
def test_a_phone_is_the_same_in_every_layout(digits, layout):
    number = phonenumbers.PhoneNumber(country_code=86, national_number=digits)
    written = phonenumbers.format_number(number, layout).removeprefix("tel:")
    assert normalise("phone", written) == f"+86{digits}"


@pytest.mark.parametrize("written", ["12", "call me", "138****8000", "+999 1", "1" + "38" * 20, "@"])
def test_what_cannot_be_a_phone_is_refused_with_the_reason(written):
    with pytest.raises(ValueError, match=r"phone: .*(not a|masked)"):
        normalise("phone", written)


def test_a_phone_of_one_repeated_digit_is_no_phone():
    assert normalise("phone", "11111111111") is None


def test_emails_are_lower_case_and_trimmed():
    assert normalise("email", " Li.Wei@Example.COM ") == "li.wei@example.com"
    assert normalise("email", "mailto:a@b.cn") == "a@b.cn"


@pytest.mark.parametrize("written", ["a", "a@", "@b.cn", "a@b@c", "a b@c.cn", "z***@qq.com"])
def test_what_cannot_be_an_email_is_refused_with_the_reason(written):
    with pytest.raises(ValueError, match=r"email: .*(not an e-mail address|masked)"):
        normalise("email", written)


def test_a_value_over_a_thousand_characters_is_refused():
    with pytest.raises(ValueError, match=r"cookie: an identifier of 1,001 characters \(limit 1,000\)"):
        normalise("cookie", "x" * 1_001)
