"""Actions on the open number: paths only through here, a funnel of its steps, an event group."""

from collections.abc import Sequence

import streamlit as st

from ...language import say
from ...navigation import link_to
from .form import JourneyForm
from .people import ENDS, Measure, show_measure_people

__all__ = ["show_actions", "show_open_measure"]


def show_open_measure(form: JourneyForm, measures: Sequence[Measure], token: str | None, name: str) -> None:
    """Of the number of this token what can be done with it, and its people."""
    one = next((measure for measure in measures if measure.token == token), None)
    if one is None:
        return
    show_actions(form, one, name)
    show_measure_people(form, one, name)


def show_actions(form: JourneyForm, one: Measure, name: str) -> None:
    """Draws the actions that the number allows."""
    here = [label for label in one.here if label not in ENDS]
    steps = list(dict.fromkeys(text for label in one.events if (text := form.text(label))))
    with st.container(horizontal=True, key=f"actions_{name}"):
        if here:
            st.button(
                say("journeys.through", what=" → ".join(here)), key=f"through_{name}",
                icon=":material/filter_center_focus:", on_click=_only_through, args=(here,),
            )  # fmt: skip
        if len(steps) > 1:
            link_to(
                "funnels", say("journeys.funnel", steps=" → ".join(steps)), {"step": steps},
                icon=":material/filter_alt:", filters=True,
            )  # fmt: skip
        if len(here) == 1:
            _group_form(form, here[0], name)


def _only_through(here: Sequence[str]) -> None:
    """Shows the paths from the event, or from the pair."""
    if st.session_state.get("question"):
        st.session_state["question"] = None
    # All at once, so that Back undoes it in one step.
    before = here[0] if len(here) > 1 else ""
    st.query_params.update({"view": "paths", "event": here[-1], "pair": before, "open": ""})


def _group_form(form: JourneyForm, label: str, name: str) -> None:
    with st.popover(say("journeys.group", what=label), icon=":material/join_inner:"):
        others = [one for one in form.labels() if one not in (label, *ENDS)]
        chosen = st.multiselect(say("journeys.group_with"), others, key=f"group_with_{name}")
        called = st.text_input(say("journeys.group_name"), key=f"group_name_{name}").strip()
        st.button(
            say("journeys.group_do"), key=f"group_{name}", on_click=_group_events,
            args=(form, called, [label, *chosen]), disabled=not (chosen and called and "=" not in called),
        )  # fmt: skip


def _group_events(form: JourneyForm, called: str, parts: Sequence[str]) -> None:
    texts = [form.alternatives(label) for label in parts]
    before = [group for group in form.lens.groups if group.partition("=")[0].strip() not in parts]
    st.session_state["groups"] = [*before, f"{called}={'|'.join(texts)}"]
    anchor = {key: called for key in ("event", "pair") if st.query_params.get(key) in parts}
    st.query_params.update({**anchor, "open": ""})
