"""The script that Streamlit runs for each reader, around the page that they look at.

It stands in a folder of its own: if a folder `pages` stood beside it, Streamlit would list its files to the
first reader who opens a page by its link.
"""

from itertools import chain
from pathlib import Path

import streamlit as st
from onepath.app.explorer import address
from onepath.app.explorer.calendars import choose_calendar
from onepath.app.explorer.filters import follow_address
from onepath.app.explorer.language import choose_language, say
from onepath.app.explorer.navigation import draw_navigation
from onepath.app.explorer.page_files import PageName, script
from onepath.app.explorer.recent_questions import remember
from onepath.app.explorer.server.brand import ICON, LOGO
from onepath.app.explorer.server.streamlit_words import translate_streamlit

_SECTIONS: dict[str, dict[PageName, str]] = {
    "identity": {"people": "person_search"},
    "journeys": {
        "journeys": "route",
        "funnels": "filter_alt",
        "patterns": "pattern",
        "changes": "notification_important",
    },
    "outcomes": {
        "activity": "groups",
        "attribution": "call_merge",
        "retention": "event_repeat",
        "prediction": "online_prediction",
    },
    "tools": {"query": "menu_book", "data": "database"},
}
"""The pages of each section of the navigation, each with its icon."""
_FILTERED = ("journeys", "outcomes")


def page(name: PageName, icon: str) -> st.Page:
    """A page as Streamlit knows it; its files tell it apart by its folder alone."""
    return st.Page(script(name), title=say(f"pages.{name}"), icon=f":material/{icon}:", url_path=name)


st.set_page_config(page_title="onepath", page_icon=ICON, layout="wide")
st.logo(LOGO, size="large")
st.html(f"<style>{Path(__file__).with_name('style.css').read_text('utf-8')}</style>")
# Streamlit answers the first page at the root alone and not at its own address, which another has to open.
home, also_home = (
    st.Page(
        script("home"),
        title=say("pages.home"),
        icon=":material/monitoring:",
        url_path=path,
        default=path == "start",
        visibility="visible" if path == "start" else "hidden",
    )
    for path in ("start", "home")
)
sections = {
    section: [page(name, icon) for name, icon in pages.items()] for section, pages in _SECTIONS.items()
}
here = st.navigation([home, also_home, *chain.from_iterable(sections.values())], position="hidden")
follow_address(any(here in sections[section] for section in _FILTERED))
address.show(here.url_path)
draw_navigation(
    {"": [home]} | {say(f"pages.{section}"): pages for section, pages in sections.items()}, here.url_path
)
# Before the page, which may end early, as that of an empty graph does.
with st.sidebar:
    choose_calendar()
    choose_language()
    translate_streamlit()
# Before the page, since a reader who moves on at once ends it, and after it, when its address is complete.
remember(here.url_path)
here.run()
remember(here.url_path)
