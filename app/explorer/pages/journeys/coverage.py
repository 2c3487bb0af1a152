"""How much of everything a chart shows, and how much it leaves out."""

from ...language import say

__all__ = ["coverage_note"]


def coverage_note(figure: str, *, drawn: int, found: int, shown: float, total: float) -> str:
    """How many of those found are drawn, and their share of the total, in the words of the figure."""
    share = shown / total if total else 1.0
    return say(
        f"journeys.{figure}_account", top=drawn, of=found, rest=found - drawn, shown=shown,
        left=total - shown, n=total, share=f"{share:.1%}", left_share=f"{max(0.0, 1 - share):.1%}",
    )  # fmt: skip
