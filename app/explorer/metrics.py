"""Metrics: numbers side by side, each with what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from .formats import number, plain

__all__ = ["Metric", "draw_metrics"]


@dataclass(frozen=True, slots=True)
class Metric:
    """A number, its name, and in a few words what it counts."""

    name: str
    value: int | str
    meaning: str


def draw_metrics(metrics: Sequence[Metric]) -> None:
    """Draws the numbers side by side."""
    for column, metric in zip(st.columns(len(metrics)), metrics, strict=True):
        with column.container(border=True, height="stretch", gap="xxsmall"):
            value = metric.value if isinstance(metric.value, str) else number(metric.value)
            st.metric(metric.name, value)
            st.caption(plain(metric.meaning))
