"""How much of everything a chart shows, and how much it leaves out."""

from ...language import language, say, words

__all__ = ["coverage_note"]


def coverage_note(figure: str, *, drawn: int, found: int, shown: float, total: float) -> str:
    """How many of those found are drawn, and their share of the total, in the words of the figure."""
    share = shown / total if total else 1.0
    whole = f"journeys.{figure}_all"
    if drawn == found and whole in words(language()):
        return say(whole, of=found, n=total)
    return say(
        f"journeys.{figure}_account", top=drawn, of=found, rest=found - drawn, shown=shown,
        left=total - shown, n=total, share=f"{share:.1%}", left_share=f"{max(0.0, 1 - share):.1%}",
    )  # fmt: skip
