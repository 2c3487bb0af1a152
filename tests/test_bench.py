"""The benchmarks run on a server of their own, and only where two ways of asking agree."""

from pathlib import Path

import pytest
from onepath.app.benchmarks.identities import run_identity
from onepath.app.benchmarks.loading import run_loading
from onepath.app.benchmarks.questions import run_questions

pytestmark = pytest.mark.usefixtures("short_lived_servers")


def test_loading_is_compared_and_nothing_is_left_behind(tmp_path: Path):
    said: list[str] = []
    found = run_loading(tmp_path / "bench", 20, said.append)
    assert found.events > 300
    assert [one.what for one in found.comparisons] == ["load", "load --bulk", "load --bulk"]
    assert all(one.seconds > 0 and one.compared_seconds > 0 for one in found.comparisons)
    assert not (tmp_path / "bench").exists()


def test_questions_are_compared_where_both_ways_agree(tmp_path: Path):
    said: list[str] = []
    found = run_questions(tmp_path / "bench", 60, said.append)
    assert found.events > 3_000
    names = [one.what for one in found.comparisons]
    assert names[:6] == [
        "funnel of 5 steps", "funnel by source, with times", "directly-follows counts",
        "100 most frequent variants",
        "paths, 5 steps after an event", "frequent patterns of sessions",
    ]  # fmt: skip
    assert all(name.endswith("10 x the events") for name in names[6:])
    assert not (tmp_path / "bench").exists()


def test_identity_is_measured_for_how_right_and_how_fast_it_is(tmp_path: Path):
    said: list[str] = []
    found = run_identity(tmp_path / "bench", 100, 100, said.append)
    # A hundred ordinary people have hardly anything that the rules could keep separate.
    _ordinary, hard = found.quality
    assert hard.precision > hard.baseline_precision
    assert found.identifiers == 398
    assert len(found.comparisons) == 3
    assert not (tmp_path / "bench").exists()
