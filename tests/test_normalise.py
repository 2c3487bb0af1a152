"""Identifiers have one spelling, and what only looks like one is none."""

from unicodedata import normalize

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onepath.loaders.identifiers import normalise
from onepath.loaders.null_words import NULL_WORDS, NullWords

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
    "NA",
    "(not set)",
    "not_authenticated",
    "游客",
    "[null]",
    "[]",
    "{}",
    '{"id": null}',
    "\0",
    "\0\0\0",
    "????",
    "#####",
]


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "\u200b", "[object Object]", *NULL_LIKE])
@pytest.mark.parametrize("kind", ["cookie", "phone", "email", "user"])
def test_a_null_like_value_is_never_an_identifier(kind, text):
    assert normalise(kind, text) is None
    assert normalise(kind, f"  {text} ") is None


@pytest.mark.parametrize("word", [word for words in NULL_WORDS.values() for word in words])
def test_every_null_word_is_never_an_identifier(word):
    assert normalise("user", word.upper()) is None


def test_a_kind_has_null_words_of_its_own():
    assert normalise("device", "02:00:00:00:00:00") is None
    assert normalise("user", "02:00:00:00:00:00") == "02:00:00:00:00:00"


@pytest.mark.parametrize("address", ["null@null", "undefined@undefined.com", "null@shop.example", "NA@na"])
def test_an_address_of_null_words_is_none(address):
    assert normalise("email", address) is None


def test_own_null_words_are_added_and_the_built_in_ones_can_be_switched_off():
    own = NullWords.of(["Walk-in", "散客"])
    assert normalise("user", "WALK-IN", null_words=own) is None
    assert normalise("user", "散客", null_words=own) is None
    assert normalise("user", "NA", null_words=own) is None
    bare = NullWords.of(["散客"], built_in=False)
    for case in ("NIL", "NAN", "TRUE", "0", "-1", "0-0"):
        assert normalise("user", case, null_words=bare) == case
    assert normalise("user", "散客", null_words=bare) is None
    assert normalise("user", " ", null_words=bare) is None


@pytest.mark.parametrize("text", ["t***0", "林**", "林*", "138****1234", "王•••", "z***@qq.com"])
@pytest.mark.parametrize("kind", ["user", "phone", "email", "marketplace"])
def test_a_masked_value_is_refused_in_any_kind(kind, text):
    with pytest.raises(ValueError, match=f"{kind}: .*masked"):
        normalise(kind, text)


@pytest.mark.parametrize(
    ("kind", "text", "spelled"),
    [("phone", "13800138000.0", "+8613800138000"), ("phone", "1.3912345678E10", "+8613912345678"),
     ("user", "1003.0", "1003"), ("user", "1003.00", "1003"),
     ("user", '="0071"', "0071")],
)  # fmt: skip
def test_a_number_that_went_through_a_float_is_repaired_where_that_is_exact(kind, text, spelled):
    assert normalise(kind, text) == spelled


@pytest.mark.parametrize(
    "text", ["1.00951E+18", "1E+18", "9007199254740993.0", "1.0095133101892563e+18", "1.38E+10"]
)
@pytest.mark.parametrize("kind", ["user", "phone", "message_id"])
def test_a_number_that_lost_digits_is_refused(kind, text):
    with pytest.raises(ValueError, match="loses digits"):
        normalise(kind, text)


@pytest.mark.parametrize("text", ["12e45678", "1e10", "5E3", "007.0", "1.5", "v1.0"])
def test_what_only_resembles_a_float_survives(text):
    assert normalise("device", text) == text


@pytest.mark.parametrize(
    "text", ["13800138000;13912345678", "13800138000/13912345678", "13800138000、13912345678",
             "13800138000 13912345678"],
)  # fmt: skip
def test_several_numbers_in_one_cell_never_become_the_first(text):
    with pytest.raises(ValueError, match="phone: "):
        normalise("phone", text)


def test_an_extension_belongs_to_the_number():
    assert normalise("phone", "010-62345678 x802") == normalise("phone", "010-62345678 ext. 802")
    assert normalise("phone", "+861062345678;ext=802") == "+861062345678;ext=802"


@pytest.mark.parametrize("text", ['"Jay Jones" <J@x.com>', "Jay <mailto:j@x.com>", "<j@x.com>", "j@x.com;"])
def test_an_address_with_a_name_is_the_address(text):
    assert normalise("email", text) == "j@x.com"


@pytest.mark.parametrize("text", ["b@x.com, c@x.com", "b@x.com;c@x.com", "b@x.com/c@x.com"])
def test_several_addresses_in_one_cell_are_refused(text):
    with pytest.raises(ValueError, match=r"email: .*more than one address"):
        normalise("email", text)


@pytest.mark.parametrize(
    "text", ["007", "00012", "a:b:c", "a/b\\c", "会员-7", "-12", "10", "none-of-it", "guest7", "x" * 1_000]
)
def test_any_other_text_survives_as_it_is(text):
    assert normalise("member", text) == text


@given(st.text(st.characters(exclude_characters="*＊•●\0"), max_size=200).map(lambda text: f"id{text}x"))
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
    assert normalise("phone", "011 15-2345-6789", region="AR") == "+5491123456789"
    assert normalise("phone", "06 1234 5678", region="IT") == "+390612345678"


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
