"""A matrix is readable in the terminal that it is printed in."""

import pytest
from onepath.app.commands.matrix import show_step_matrix, show_transition_matrix
from onepath.app.commands.terminal import console
from onepath.graph.flows import Cell, Matrix, StepMatrixQuestion, TransitionMatrixQuestion

EVENTS = tuple(f"event_number_{n}" for n in range(20))
SHARES = (0.3, 0.2, 0.1, 0.08, 0.07, 0.05, *(0.2 / 14,) * 14)
TRANSITIONS = TransitionMatrixQuestion()


def matrix(events: tuple[str, ...] = EVENTS, groups: tuple[str, ...] = ()) -> Matrix:
    """Each event is followed by every event; most often by itself, then by the ones after it."""
    cells = tuple(
        Cell(
            row, events[(n + k) % len(events)], 1, 1, share,
            other_units=1 if groups else None, difference=(-share if k % 2 else share) if groups else None,
        )
        for n, row in enumerate(events) for k, share in enumerate(SHARES[: len(events)])
    )  # fmt: skip
    return Matrix("people", "", groups, events, events, cells)


def lines_of(show, question, found: Matrix, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(console, "_width", width)
    with console.capture() as printed:
        show(question, found)
    lines = printed.get().splitlines()
    assert [line for line in lines if len(line) > width] == []
    return lines


def test_twenty_events_at_80_columns_are_listed_with_what_follows_them_most(monkeypatch):
    lines = lines_of(show_transition_matrix, TRANSITIONS, matrix(), 80, monkeypatch)
    text = " ".join(" ".join(lines).replace("│", " ").split())
    assert (
        "event_number_0 event_number_0 30.0%, event_number_1 20.0%, event_number_2 10.0%, "
        "event_number_3 8.0%, event_number_4 7.0%, event_number_5 5.0%, 14 more"
    ) in text
    assert text.endswith("It is in --json, and in the explorer.")
    # No name and no number is broken: every row begins with an event in full.
    assert [line.split()[1] for line in lines if line.startswith("│ event_")] == list(EVENTS)


def test_differences_of_two_groups_are_listed_by_their_size(monkeypatch):
    found = matrix(groups=("did a", "did not a"))
    text = " ".join(lines_of(show_transition_matrix, TRANSITIONS, found, 80, monkeypatch))
    assert "event_number_0 +30.0, event_number_1 -20.0," in text


def test_a_terminal_that_is_wide_enough_has_the_whole_matrix(monkeypatch):
    lines = lines_of(show_transition_matrix, TRANSITIONS, matrix(), 400, monkeypatch)
    (first,) = [line for line in lines if line.startswith("│ event_number_0 ")]
    assert len(first.split("│")) == 23
    small = lines_of(show_transition_matrix, TRANSITIONS, matrix(EVENTS[:3]), 80, monkeypatch)
    assert any(line.split()[2:4] == ["event_number_0", "┃"] for line in small)


def test_steps_that_do_not_fit_beside_each_other_are_below_each_other(monkeypatch):
    steps = tuple(str(n) for n in range(1, 21))
    cells = tuple(Cell(event, step, 1, 1, 0.05) for event in EVENTS for step in steps)
    found = Matrix("people", "", (), EVENTS, steps, cells)
    lines = lines_of(show_step_matrix, StepMatrixQuestion(), found, 80, monkeypatch)
    heads = [[word for word in line.split() if word.isdigit()] for line in lines if line.startswith("┃")]
    assert heads == [list(steps[:6]), list(steps[6:12]), list(steps[12:18]), list(steps[18:])]
    assert len([line for line in lines if line.startswith("│ event_number_19 ")]) == 4
