"""The explorer's colours, light and dark: one place for Streamlit's theme, the charts and the drawing."""

import json
from collections.abc import Mapping

from onepath.loaders.kinds import KINDS

__all__ = ["between", "dark", "ink", "ink_on", "kind_colour", "palette", "theme"]

# Okabe and Ito's order adapted to both backgrounds: neighbours differ for colour-blind readers too.
_LIGHT_PALETTE = ["#0F766E", "#D97706", "#4F46E5", "#DB2777", "#0284C7", "#65A30D", "#7C3AED", "#B45309"]
_DARK_PALETTE = ["#2DD4BF", "#FBBF24", "#818CF8", "#F472B6", "#38BDF8", "#A3E635", "#C4B5FD", "#FDBA74"]
# In the order of KINDS.
_KIND_LIGHT = (
    "#0F766E", "#1E3A8A", "#D97706", "#DC2626", "#15803D",
    "#84CC16", "#DB2777", "#7C3AED", "#0EA5E9", "#64748B",
)  # fmt: skip
_KIND_DARK = (
    "#2DD4BF", "#93A5FD", "#FBBF24", "#F87171", "#22C55E",
    "#BEF264", "#F472B6", "#C4B5FD", "#38BDF8", "#94A3B8",
)  # fmt: skip
_SHARED: Mapping[str, str] = {
    "baseRadius": "8px",
    "showWidgetBorder": "true",
    "font": "sans-serif",
    "headingFontSizes": json.dumps(["2rem", "1.4rem", "1.15rem"]),
    "metricValueFontSize": "1.7rem",
    "paddingTop": "3rem",
}
_LIGHT: Mapping[str, str] = {
    "primaryColor": "#0F766E",
    "backgroundColor": "#FFFFFF",
    "secondaryBackgroundColor": "#F1F5F4",
    "textColor": "#1E293B",
    "borderColor": "#DCE3E1",
}
_DARK: Mapping[str, str] = {
    "primaryColor": "#2DD4BF",
    "backgroundColor": "#0F1720",
    "secondaryBackgroundColor": "#17222D",
    "textColor": "#E2E8F0",
    "borderColor": "#2B3947",
}


def theme() -> dict[str, str]:
    """Streamlit's theme options, ready for its command line."""
    options = {f"theme.{name}": value for name, value in _SHARED.items()}
    for mode, colours, chart in (("light", _LIGHT, _LIGHT_PALETTE), ("dark", _DARK, _DARK_PALETTE)):
        options |= {f"theme.{mode}.{name}": value for name, value in colours.items()}
        options[f"theme.{mode}.chartCategoricalColors"] = json.dumps(chart)
    return options


def dark() -> bool:
    """Whether the reader sees the dark theme."""
    # Only here: the command line takes the theme from this file, and does without Streamlit otherwise.
    import streamlit as st

    return st.context.theme.type == "dark"


def palette() -> list[str]:
    """The charts' colours on the reader's background."""
    return _DARK_PALETTE if dark() else _LIGHT_PALETTE


def ink() -> str:
    """The colour of text on the reader's background."""
    return (_DARK if dark() else _LIGHT)["textColor"]


def between(one: str, other: str, part: float) -> str:
    """The colour on the way from one to the other by this part of it."""
    mixed = (round(a + (b - a) * part) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def ink_on(ground: str) -> str:
    """The colour of text on a coloured field: of the two themes' the one that is easier to read there."""
    return max((_LIGHT["textColor"], "#FFFFFF"), key=lambda text: _contrast(text, ground))


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as the Web Content Accessibility Guidelines define it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def kind_colour(kind: str) -> str:
    """The colour of one kind of identifier; kinds that the source invented are grey."""
    colours = dict(zip(KINDS, _KIND_DARK if dark() else _KIND_LIGHT, strict=False))
    return colours.get(kind, "#A8A29E")
