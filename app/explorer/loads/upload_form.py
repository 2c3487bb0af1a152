"""Uploads a file: its columns are proposed, corrected, tried, saved as a mapping, and loaded."""

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from onepath.graph.identity import load_rules
from onepath.graph.settings import Settings
from onepath.loaders.errors import EncodingUnknown, MappingInvalid, OnepathError
from onepath.loaders.mapping import Mapping, mapping_of
from onepath.loaders.proposal import Proposal
from onepath.loaders.propose import Answers, propose
from onepath.loaders.trial import Trial, try_mapping

from ..connection import banner, working
from ..formats import plain
from ..language import say, word
from .mapping_form import choose_encoding, choose_mapping, encoding_chosen, show_mapping
from .progress import start_here
from .tasks import fill_with_file
from .trial_view import show_trial
from .uploads import SUFFIXES, store_upload

__all__ = ["show_upload_form"]


def show_upload_form() -> None:
    """Draws the upload, and for a file all that it takes to load it."""
    st.caption(say("assistant.about"))
    sent = st.file_uploader(say("assistant.file"), type=SUFFIXES, key="upload")
    if sent is None:
        return
    try:
        path = _stored(sent.file_id, sent.name, sent.getvalue())
    except OnepathError as fault:
        banner(fault, again=False)
        return
    try:
        mapping = _mapping(path)
        trial = _once(
            "trial", f"{path} {mapping and mapping.model_dump_json()}",
            lambda: try_mapping(path, mapping, rules=load_rules(Settings().rules)),
        )  # fmt: skip
    except EncodingUnknown as fault:
        banner(fault, again=False)
        choose_encoding(path)
        return
    except MappingInvalid as fault:
        st.warning("\n\n".join(plain(line) for line in fault.message.splitlines()), icon=":material/rule:")
        return
    except OnepathError as fault:
        banner(fault, again=False)
        return
    show_trial(trial)
    if mapping is not None:
        show_mapping(path, mapping)
    _offer_load(path, mapping, trial)


def _mapping(path: Path) -> Mapping | None:
    """The mapping that is sent as a file, or the one that is proposed and corrected."""
    given = st.file_uploader(say("assistant.mapping_file"), type=["toml"], key="upload_mapping")
    if given is not None:
        return mapping_of(given.name, given.getvalue().decode("utf-8-sig", "replace"))
    encoding = encoding_chosen(path)
    proposal = _once("proposal", f"{path} {encoding}", lambda: _propose(path, encoding))
    if isinstance(proposal, EncodingUnknown):
        raise proposal
    return choose_mapping(path, proposal)


def _propose(path: Path, encoding: str | None) -> Proposal | EncodingUnknown:
    """The proposal, or the error that the page answers with a choice of its own."""
    try:
        return propose(path, Answers(encoding=encoding))
    except EncodingUnknown as fault:
        return fault


def _stored(identity: str, name: str, content: bytes) -> Path:
    path: Path = _once("upload", identity, lambda: store_upload(Settings(), name, content))
    return path


def _once(what: str, key: str, make: Any) -> Any:
    """What was made for this key, made again for another one only: pages run again at each click."""
    held = st.session_state.get(f"assistant_{what}")
    if held is None or held[0] != key:
        with working(word("assistant.reading")):
            held = (key, make())
        st.session_state[f"assistant_{what}"] = held
    return held[1]


def _offer_load(path: Path, mapping: Mapping | None, trial: Trial) -> None:
    if st.button(
        say("assistant.load"), type="primary", key="assistant_load", icon=":material/upload:",
        disabled=trial.rows == trial.rejected,
    ):  # fmt: skip
        start_here(partial(fill_with_file, path, mapping))
    st.caption(say("assistant.load_about"))
