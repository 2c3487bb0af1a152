"""How what accounts say about a person is compared: names, birth dates, genders, addresses."""

import pytest
from onepath.graph.attributes import (
    Contradiction,
    ContradictionRules,
    Likeness,
    NameLikeness,
    Profile,
    compare_births,
    compare_names,
    contradiction,
    read_birth,
    read_name,
    read_profile,
)
from onepath.graph.identity import Rules, default_rules

DIFFERENT, UNCLEAR, ALIKE, EQUAL = Likeness
RULES = ContradictionRules(
    (("birth_date", "separate"), ("name", "separate"), ("suffix", "separate"), ("gender", "weaken"))
)


def compared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[Likeness | None, Likeness | None]:
    """Given and family names of two names: `(full,)` or `(given, family)`."""
    first, second = (
        read_name(*words) if words[1:] == () else read_name(None, *words) for words in (one, other)
    )
    assert first is not None
    assert second is not None
    found = compare_names(first, second, 0.8)
    return found.given, found.family


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (("Carl Fisher",), ("Carl", "Fisher"), (EQUAL, EQUAL)),
        (("Fisher, Carl",), ("Carl", "Fisher"), (EQUAL, EQUAL)),
        (("Fisher", "Carl"), ("Carl", "Fisher"), (EQUAL, EQUAL)),
        (("Mr. Carl Fisher",), ("CARL", "FISHER"), (EQUAL, EQUAL)),
        (("Renée", "Müller"), ("Renee", "Muller"), (EQUAL, EQUAL)),
        (("Bob", "Smith"), ("Robert", "Smith"), (ALIKE, EQUAL)),
        (("Peggie", "Charney"), ("Margaret", "Charney"), (ALIKE, EQUAL)),
        (("Sarah", "Tompson"), ("Zara", "Thompson"), (ALIKE, ALIKE)),
        (("Patrick", "Smith"), ("Patricia", "Smith"), (DIFFERENT, EQUAL)),
        (("B", "Smith"), ("Bob", "Smith"), (UNCLEAR, EQUAL)),
        (("Maria Luis", "Sentosa"), ("Maria", "Medina Sentosa"), (ALIKE, ALIKE)),
        (("Ellie", "O'Hare"), ("Ellie", "Ohare"), (EQUAL, EQUAL)),
        (("Александр Васильев",), ("Aleksandr", "Vasiliev"), (EQUAL, ALIKE)),
    ],
)
def test_names_are_compared_in_parts_or_whole_swapped_and_with_nicknames(one, other, likeness):
    assert compared(one, other) == likeness
    assert compared(other, one) == likeness


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (("张伟",), ("Zhang Wei",), (EQUAL, EQUAL)),
        (("张伟",), ("Wei", "Zhang"), (EQUAL, EQUAL)),
        (("张秀英",), ("Zhang Xiu Ying",), (EQUAL, EQUAL)),
        (("欧阳娜",), ("Na", "Ouyang"), (EQUAL, EQUAL)),
        (("王晓明",), ("王小明",), (ALIKE, EQUAL)),
        (("王伟先生",), ("王伟",), (EQUAL, EQUAL)),
        (("王芳",), ("王伟",), (DIFFERENT, EQUAL)),
        (("李娜",), ("Na", "Liu"), (EQUAL, DIFFERENT)),
    ],
)
def test_a_chinese_name_is_compared_with_its_pinyin(one, other, likeness):
    assert compared(one, other) == likeness
    assert compared(other, one) == likeness


def test_another_surname_is_a_marriage_and_another_given_name_another_person():
    assert not NameLikeness(EQUAL, DIFFERENT).contradicts
    assert not NameLikeness(ALIKE, None).contradicts
    assert NameLikeness(DIFFERENT, EQUAL).contradicts
    assert NameLikeness(UNCLEAR, DIFFERENT).contradicts


def test_of_two_full_names_of_which_one_part_differs_it_may_be_the_given_name():
    assert compared(("Wang Jie",), ("Wang Wei",)) == (UNCLEAR, DIFFERENT)


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("1978-11-12", "1978-11-12", EQUAL),
        ("12/11/1978", "1978-11-12", ALIKE),
        ("1978-12-11", "1978-11-12", ALIKE),
        ("12-Nov-1978", "Nov 12, 78", EQUAL),
        ("1978年11月12日", "19781112", EQUAL),
        ("1978-11-12T00:00:00Z", "1978-11-12", EQUAL),
        ("1978-11-12", "1978-11-13", ALIKE),
        ("1978-11-12", "1954-03-31", DIFFERENT),
        ("1978-11-12", "1978", UNCLEAR),
        ("1978-11-12", "1979", DIFFERENT),
    ],
)
def test_a_slip_or_day_and_month_swapped_is_no_other_birth_date(one, other, likeness):
    first, second = read_birth(one), read_birth(other)
    assert first is not None
    assert second is not None
    assert compare_births(first, second) == compare_births(second, first) == likeness


@pytest.mark.parametrize("text", ["", "unknown", "1978-13-45", "42", "12/11"])
def test_what_is_not_a_date_is_no_birth_date(text):
    assert read_birth(text) is None


def against(one: dict[str, str], other: dict[str, str]) -> Contradiction | None:
    return contradiction([read_profile(one)], [read_profile(other)], RULES)


def test_contradictions_are_named_and_separate_or_weaken():
    mother = {"full_name": "王芳", "birth_date": "1970-01-02"}
    found = against(mother, {"full_name": "李强", "birth_date": "1999-05-06"})
    assert str(found) == "different birth dates and names"
    assert found is not None
    assert found.separates
    weak = against({"gender": "女"}, {"gender": "male"})
    assert str(weak) == "different genders"
    assert weak is not None
    assert not weak.separates


def test_a_father_and_his_son_have_one_name_and_two_suffixes():
    assert str(against({"full_name": "David Dobbins Jr"}, {"full_name": "David Dobbins, Senior"})) == (
        "different name suffixes"
    )
    assert against({"full_name": "David Dobbins Jr"}, {"full_name": "David Dobbins II"}) is None
    assert against({"full_name": "David Dobbins Jr"}, {"full_name": "David Dobbins"}) is None


def test_what_one_of_two_accounts_does_not_say_contradicts_nothing():
    assert (
        against({"full_name": "Anna Lind", "gender": "unknown"}, {"birth_date": "1980-01-01", "gender": "f"})
        is None
    )


def test_people_contradict_each_other_where_none_of_their_accounts_agree():
    born = [read_profile({"birth_date": day}) for day in ("1970-01-02", "1985-06-07", "1999-05-06")]
    assert contradiction(born[:2], born[1:2], RULES) is None
    assert contradiction(born[:2], born[2:], RULES) is not None


def test_a_profile_is_read_without_case_width_and_what_says_nothing():
    assert read_profile({"full_name": " Ａnna  LIND "}) == read_profile({"full_name": "anna lind"})
    assert read_profile({"full_name": "N/A", "birth_date": "unknown", "city": "-"}) == Profile()


@pytest.mark.parametrize(("names_differ_below", "differ"), [(0.5, False), (0.6, False), (0.8, True)])
def test_the_rules_say_how_alike_different_names_are(names_differ_below: float, differ: bool):
    rules = ContradictionRules((("name", "separate"),), names_differ_below)
    karl, kurt = (read_profile({"full_name": name}) for name in ("Karl Meier", "Kurt Maier"))
    found = contradiction((karl,), (kurt,), rules)
    assert (found == Contradiction(("name",))) if differ else (found is None)


def test_names_differ_below_comes_from_the_rules_file():
    given = {"contradictions": {"name": "separate", "names_differ_below": 0.6}}
    assert Rules.model_validate({**default_rules().model_dump(), **given}).against.names_differ_below == 0.6
