"""Numbers that say what they count."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from .formats import number, plain

__all__ = ["Tile", "draw_tiles"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, its name, and in a few words what one of it is."""

    name: str
    value: int | str
    meaning: str


def draw_tiles(tiles: Sequence[Tile]) -> None:
    """The numbers side by side."""
    for column, tile in zip(st.columns(len(tiles)), tiles, strict=True):
        with column.container(border=True, height="stretch", gap="xxsmall"):
            value = tile.value if isinstance(tile.value, str) else number(tile.value)
            st.metric(tile.name, value)
            st.caption(plain(tile.meaning))
