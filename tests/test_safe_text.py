"""Text from data harms nobody: no terminal obeys it, no line is turned round, no spreadsheet runs it."""

from io import StringIO

import pytest
from onepath.app.commands.terminal import output
from onepath.app.explorer.formats import plain
from onepath.loaders.safe_text import bare, defused, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("red\x1b[31m", "red␛[31m"),
        ("bell\x07", "bell␇"),
        ("\x9b31m", "<U+009B>31m"),
        ("gpj.\u202eexe", "gpj.<U+202E>exe"),
        ("plain 中文 é\n", "plain 中文 é\n"),
    ],
)
def test_a_character_that_is_none_is_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_escape_sequence_reaches_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    file = StringIO()
    monkeypatch.setattr(output.console, "file", file)
    output.table("People \x1b]0;taken\x07", ["name"], [["\x1b[2J"], ["\u202eevil"]])
    output.console.print("\x1b[31m")
    assert "\x1b" not in file.getvalue()
    assert "\u202e" not in file.getvalue()


@pytest.mark.parametrize("address", ["http://evil.example", "HTTPS://evil.example", "www.evil.example"])
def test_an_address_in_data_is_no_link(address: str) -> None:
    begin = address.partition(":")[0].partition(".")[0]
    assert plain(address).startswith(f"{begin}\u2060")


@pytest.mark.parametrize(
    "address", ["li@shop.example", "li.na+1@mail.shop.example", "+8613800138000@sms.example"]
)
def test_an_e_mail_address_in_data_is_no_link(address: str) -> None:
    assert "@\u2060" in plain(f"mail {address}, or call")


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=1"])
def test_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "''@A1", "'quoted'", "it's", "'", "+49 30 1234", ""])
def test_an_exported_cell_is_read_back_as_it_was(cell: str) -> None:
    assert bare(defused(cell)) == cell


@pytest.mark.parametrize("cell", ["+8613800138000", "+49 30 1234-567", "-12.5", "name", ""])
def test_a_number_is_no_formula(cell: str) -> None:
    assert defused(cell) == cell
