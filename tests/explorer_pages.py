"""The explorer's pages, run without a browser: the app, a page of it, and what stands there."""

from collections.abc import Iterator
from importlib.util import find_spec

import pandas as pd
import pytest
import streamlit as st
from onepath.app.explorer.server.process import environment
from onepath.graph.settings import Settings
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash


@pytest.fixture
def explorer(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app, not yet run, pointed at the server of this test session."""
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    st.cache_resource.clear()
    st.cache_data.clear()
    yield AppTest.from_file(_main(), default_timeout=60)
    st.cache_resource.clear()


def _main() -> str:
    spec = find_spec("onepath.app.explorer.server.main")
    assert spec is not None
    assert spec.origin is not None
    return spec.origin


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
