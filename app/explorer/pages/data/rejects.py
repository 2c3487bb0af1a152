"""Rejected rows: why, and how to correct them and load them again."""

from collections import Counter
from functools import partial
from pathlib import Path

import streamlit as st
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.graph.store import Graph, Row
from onepath.loaders.corrections import bare_cells, rows_to_correct
from onepath.loaders.errors import FileUnreadable
from onepath.loaders.mapping import Mapping
from onepath.loaders.records import Reject
from onepath.loaders.rejects import preview, read_rejects
from onepath.loaders.safe_text import FOR_SPREADSHEETS
from onepath.loaders.trial import try_mapping

from ...connection import working
from ...inputs import choose
from ...language import say, word
from ...loads import SUFFIXES, fill_with_file, is_running, start_here, store_upload
from ...reasons import reject_text
from ...tables import show_rows, show_table

__all__ = ["show_rejects"]


def show_rejects(graph: Graph) -> None:
    """The files that have rejected rows, and those of the one that is chosen."""
    loads = {row["key"]: row for row in graph.ask("quality/loads") if row["rejected"]}
    if not loads:
        st.success(say("data.no_rejects"), icon=":material/check:")
        return
    key = choose(
        say("data.rejects_of"), list(loads), "load",
        named=lambda one: word(
            "data.rejects_file", file=Path(loads[one]["path"] or "").name, n=loads[one]["rejected"]
        ),
    )  # fmt: skip
    load = loads[key]
    rejects = _read(load)
    if not rejects:
        st.warning(
            say("data.rejects_gone", file=load["rejects"] or "rejects.csv"), icon=":material/search_off:"
        )
    else:
        _show(load, rejects)
    _correct(load, rejects)


def _read(load: Row) -> list[Reject]:
    if not load["rejects"]:
        return []
    try:
        return read_rejects(Path(load["rejects"]), load["path"])
    except FileUnreadable:
        return []


def _show(load: Row, rejects: list[Reject]) -> None:
    reasons = Counter(one.reason for one in rejects)
    if len(rejects) < load["rejected"]:
        st.caption(say("data.rejects_first", shown=len(rejects), n=load["rejected"]))
    show_rows([{"rows": count, "reason": reject_text(reason)} for reason, count in reasons.most_common(50)])
    show_table([_row(one) for one in rejects], "rejects", columns=("row", "reason", "content"))


def _row(rejected: Reject) -> dict[str, object]:
    return {"row": rejected.row, "reason": reject_text(rejected.reason), "content": preview(rejected)}


def _mapping(load: Row) -> Mapping | None:
    return Mapping.model_validate_json(load["mapping"]) if load["mapping"] else None


def _correct(load: Row, rejects: list[Reject]) -> None:
    """Offers the rejected rows to download as they stand in the file, and takes the corrected ones back."""
    st.subheader(say("data.correct"), anchor=False)
    st.markdown(say("data.correct_about"))
    path = Path(load["path"] or "")
    if rejects:
        text, broken = rows_to_correct(rejects, _mapping(load))
        st.download_button(
            say("data.correct_download", n=len(rejects) - broken), data=text.encode(FOR_SPREADSHEETS),
            file_name=_name(path), mime="text/csv", key="download_to_correct",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        if broken:
            st.caption(say("data.correct_broken", n=broken))
    sent = st.file_uploader(say("data.correct_upload"), type=SUFFIXES, key=f"corrected_{load['key']}")
    if sent is not None and not is_running():
        _retry(load, sent.name, sent.getvalue())


def _name(path: Path) -> str:
    # A canonical table is recognized by the beginning of its name.
    return f"{path.name.split('.')[0]}.corrected.csv"


def _retry(load: Row, name: str, content: bytes) -> None:
    mapping = _mapping(load)
    with working(word("assistant.reading")):
        if name.lower().endswith(".csv"):
            content = bare_cells(content, (mapping and mapping.delimiter) or ",")
        path = store_upload(Settings(), name, content)
        if mapping is not None:  # what is corrected elsewhere comes back as text of another encoding
            mapping = mapping.model_copy(update={"encoding": None})
        trial = try_mapping(path, mapping, rules=load_rules(Settings().rules))
    st.caption(say("data.correct_trial", rows=trial.rows, n=trial.rejected))
    if trial.rejects:
        show_rows([_row(one) for one in trial.rejects])
    if st.button(say("data.correct_load"), type="primary", key="load_corrected", icon=":material/upload:"):
        start_here(partial(fill_with_file, path, mapping))
