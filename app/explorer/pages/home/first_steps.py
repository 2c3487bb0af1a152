"""Three ways to fill an empty graph: simulate people, upload a file, connect to a server."""

from functools import partial

import streamlit as st
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from onepath.loaders.errors import OnepathError

from ...connection import banner
from ...inputs import choose
from ...language import say, word
from ...loads import (
    fill_with_people,
    is_running,
    show_failures,
    show_progress,
    show_upload_form,
    start_here,
)

__all__ = ["show_first_steps"]

_WAYS = ("simulate", "upload", "connect")
_MOST = 200_000


def show_first_steps(graph: Graph) -> None:
    """Draws the three ways, or the progress of the one that was chosen."""
    if is_running():
        show_progress()
        return
    show_failures()
    st.info(say("connection.empty"), icon=":material/potted_plant:")
    way = choose(
        say("beginning.way"), _WAYS, "begin", named=lambda one: word(f"beginning.{one}"), buttons=True
    )
    if way == "simulate":
        _simulate()
    elif way == "upload":
        show_upload_form()
    else:
        _connect(graph)


def _simulate() -> None:
    st.caption(say("beginning.simulate_about"))
    left, right = st.columns(2)
    people = left.number_input(
        say("beginning.people"), min_value=10, max_value=_MOST, value=1_000, step=500, key="begin_people"
    )
    seed = right.number_input(
        say("beginning.seed"), min_value=0, value=1, key="begin_seed", help=say("beginning.seed_help")
    )
    if st.button(
        say("beginning.do_simulate"), type="primary", key="begin_simulate", icon=":material/groups:"
    ):
        start_here(partial(fill_with_people, int(people), int(seed)))
    st.caption(say("beginning.command"))
    st.code(f"onepath demo --size {int(people)} --seed {int(seed)}", language="bash")


def _connect(graph: Graph) -> None:
    settings = Settings()
    st.caption(say("beginning.connect_about"))
    try:
        about = graph.ask("internal/explore/server")[0]
    except OnepathError as error:
        banner(error, again=False)
        return
    st.success(
        say(
            "beginning.connected", uri=graph.uri, database=graph.database, user=graph.username,
            version=about["version"], edition=about["edition"],
        ),
        icon=":material/link:",
    )  # fmt: skip
    st.caption(
        say("beginning.managed", home=str(settings.home))
        if settings.managed
        else say("beginning.not_managed")
    )
    st.button(say("beginning.check"), key="begin_check", icon=":material/refresh:")
    st.markdown(say("beginning.set"))
    st.code(
        "NEO4J_URI=neo4j+s://HOST:7687\nNEO4J_USERNAME=neo4j\nNEO4J_PASSWORD=...\nNEO4J_DATABASE=neo4j",
        language="bash",
    )
    st.markdown(say("beginning.restart"))
    st.code("onepath status\nonepath app", language="bash")
