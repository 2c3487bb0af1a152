"""The explorer's pages, run without a browser: the app, a page of it, and what stands there."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec

import pandas as pd
import pytest
import streamlit as st
from explorer_shop import open_counter, open_shop
from onepath.app.explorer.loads import jobs
from onepath.app.explorer.server import environment
from onepath.graph.settings import Settings
from onepath.graph.store import Graph
from prepared import Prepare
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash


@pytest.fixture
def explorer(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app, not yet run, pointed at the server of this test session, without a job on its pages."""
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    job = jobs.current_job()
    if job is not None:
        job.wait()
    jobs.dismiss()
    return somebody_new()


@pytest.fixture
def server_down(explorer: AppTest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The explorer's server does not answer."""
    st.cache_resource.clear()
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    yield
    st.cache_resource.clear()


@pytest.fixture
def shop(prepare: Prepare) -> Graph:
    """The shop that can be counted by hand. After a test that writes to it, the next test gets a new one."""
    return prepare(open_shop)


@pytest.fixture
def counter(prepare: Prepare) -> Graph:
    """A phone at the shop's counter, seen with many different people."""
    return prepare(open_counter)


def somebody_new() -> AppTest:
    """The app, not yet run, in front of somebody who has seen nothing of it."""
    spec = find_spec("onepath.app.explorer.server.main")
    assert spec is not None
    assert spec.origin is not None
    app = AppTest.from_file(spec.origin, default_timeout=60)
    # Each would look through all installed packages for components: they are those of one process.
    app._bidi_component_manager = _components()
    return app


@cache
def _components() -> BidiComponentManager:
    found = BidiComponentManager()
    found.discover_and_register_components(start_file_watching=False)
    return found


def page(app: AppTest, name: str, **query: str | list[str]) -> AppTest:
    """The app on one page, opened by its link."""
    for key, value in query.items():
        app.query_params[key] = value
    # As a browser opens a link. `switch_page` goes by files, which it knows after another page has run.
    app._page_hash = calc_hash(name)
    return app.run()


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def tables(app: AppTest) -> list[pd.DataFrame]:
    return [table.value for table in app.dataframe]
