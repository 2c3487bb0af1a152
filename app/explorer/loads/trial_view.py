"""What loading an uploaded file would give: records and rejected rows."""

from typing import Any

import streamlit as st
from onepath.loaders.proposal import Proposal
from onepath.loaders.records import EventRecord, Record
from onepath.loaders.rejects import preview
from onepath.loaders.trial import Trial

from ..calendars import view_calendar, view_time
from ..formats import cell, plain
from ..language import say, word
from ..reasons import reject_text
from ..tables import show_rows

__all__ = ["show_questions", "show_trial"]


def show_trial(trial: Trial) -> None:
    """How many rows would be loaded and rejected, with the first of both."""
    st.markdown(f"**{say('assistant.preview')}**")
    good = trial.rows - trial.rejected
    summary = (
        say("assistant.tried_all", rows=trial.rows, good=good)
        if trial.whole
        else say("assistant.tried", rows=trial.rows, good=good)
    )
    if trial.rejected:
        st.warning(f"{summary} {say('assistant.rejected', n=trial.rejected)}", icon=":material/rule:")
        rows = [
            {"rows": count, "reason": reject_text(reason)} for reason, count in trial.reasons.most_common(20)
        ]
        show_rows(rows, columns=("rows", "reason"))
        with st.expander(say("assistant.rejects")):
            show_rows(
                [
                    {"row": one.row, "reason": reject_text(one.reason), "content": preview(one)}
                    for one in trial.rejects
                ]
            )
    else:
        st.success(summary, icon=":material/check:")
    _show_contents(trial)
    if trial.losses:
        with st.expander(say("assistant.lost", n=sum(loss.cells for loss in trial.losses))):
            show_rows(
                [
                    {
                        "column": loss.column, "reason": reject_text(loss.reason), "example": loss.example,
                        "cells": loss.cells,
                    }
                    for loss in trial.losses
                ]
            )  # fmt: skip
    if trial.records:
        with st.expander(say("assistant.records", n=len(trial.records)), expanded=not trial.rejected):
            show_rows([_row(record) for record in trial.records])


def _show_contents(trial: Trial) -> None:
    contents = trial.contents
    counts = [
        word(f"assistant.found_{name}", n=getattr(contents, name))
        for name in ("events", "users", "sessions", "identifiers")
        if getattr(contents, name)
    ]
    if contents.first_at and contents.last_at:
        first, last = view_time(contents.first_at), view_time(contents.last_at)
        counts.append(word("assistant.found_times", first=first, last=last, zone=view_calendar().zone))
    if counts:
        st.caption(plain(" · ".join(counts)))
    if contents.repeated:
        st.warning(
            say("assistant.repeated", n=contents.repeated, other=contents.contradicting),
            icon=":material/content_copy:",
        )


def show_questions(proposal: Proposal) -> None:
    """What the file does not say by itself."""
    for question in proposal.questions:
        st.info(say(f"assistant.asks_{question.about}", **question.values), icon=":material/help:")


def _row(record: Record) -> dict[str, Any]:
    if isinstance(record, EventRecord):
        return {
            "at": record.corrected_at, "source": record.source, "name": record.name,
            "identifiers": ", ".join(record.identifiers), "session": record.session_id,
            "properties": cell(dict(record.properties)),
        }  # fmt: skip
    fields = getattr(record, "__slots__", ())
    return {name: _cell(getattr(record, name)) for name in fields}


def _cell(value: Any) -> Any:
    return cell(dict(value) if hasattr(value, "items") else value)
