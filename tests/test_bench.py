"""The benchmark runs on a server of its own, and only when both ways of asking a funnel agree."""

from pathlib import Path

from onepath.app.benchmarks import run, run_identity


def test_every_comparison_is_made_and_nothing_is_left_behind(tmp_path: Path):
    said: list[str] = []
    events, comparisons = run(tmp_path / "bench", 20, said.append)
    assert events > 300
    assert [one.what for one in comparisons] == ["load", "load --bulk", "load --bulk", "funnel"]
    assert all(one.ours > 0 and one.theirs > 0 for one in comparisons)
    assert not (tmp_path / "bench").exists()


def test_identity_is_measured_for_how_right_and_how_fast_it_is(tmp_path: Path):
    said: list[str] = []
    found = run_identity(tmp_path / "bench", 100, 100, said.append)
    assert found.ordinary.found.pairwise.precision > found.ordinary.plain.pairwise.precision
    assert found.identifiers == 398
    assert len(found.comparisons) == 3
    assert not (tmp_path / "bench").exists()
