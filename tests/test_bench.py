"""The benchmark runs on a server of its own, and only when both ways of asking a funnel agree."""

from pathlib import Path

from onepath.app.benchmarks import run


def test_every_comparison_is_made_and_nothing_is_left_behind(tmp_path: Path):
    said: list[str] = []
    events, comparisons = run(tmp_path / "bench", 20, said.append)
    assert events > 300
    assert [one.what for one in comparisons] == ["load", "load --bulk", "load --bulk", "funnel"]
    assert all(one.ours > 0 and one.theirs > 0 for one in comparisons)
    assert not (tmp_path / "bench").exists()
