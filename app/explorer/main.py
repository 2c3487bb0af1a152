"""The explorer's entry: `streamlit run` starts here. Pages are files, so that each can be tested alone."""

from itertools import chain
from pathlib import Path

import streamlit as st
from onepath.app.explorer.brand import ICON, LOGO
from onepath.app.explorer.filters import follow_address
from onepath.app.explorer.going import draw_navigation
from onepath.app.explorer.language import choose_language, say
from onepath.app.explorer.recent import remember

# Less margin than Streamlit's, which gives a third of a laptop's width away, and columns that go to the next
# line before their text is squeezed. A chart of many steps keeps the width that
# its labels need, and is scrolled.
_STYLE = """
[data-testid=stMainBlockContainer] {padding: 3rem 2.5rem 2rem}
[data-testid=stColumn] {min-width: min(100%, 10rem)}
[class*=st-key-wide_] {overflow-x: auto}
"""
# The language is chosen below the filters, which a page draws later.
_STYLE += """
.st-key-lang {order: 1}
"""
_STYLE += """
.st-key-navigation {gap: .4rem; margin-bottom: 1.5rem}
.st-key-navigation [data-testid=stCaptionContainer] {margin-top: .8rem}
"""
# A bar that runs along the top as soon as a page works: Streamlit's own signs come after half a second. In
# few steps, since a browser that draws without a graphics card would be busy with it alone.
_STYLE += """
@keyframes works {from {transform: translateX(-100%)} to {transform: translateX(340%)}}
[data-testid=stApp][data-test-script-state=running]::after {
  content: ""; position: fixed; inset: 0 auto auto 0; width: 30%; height: 3px; z-index: 1000000;
  background: #14A394; pointer-events: none; animation: works 1.6s steps(8) infinite}
@media (prefers-reduced-motion) {
  [data-testid=stApp][data-test-script-state=running]::after {width: 100%; animation: none}}
"""
# What is about to be replaced becomes pale after half a second, and in one step, not in sixty a second: a
# browser without a graphics card would draw every chart of the page anew for each of them.
_STYLE += """
[data-testid=stElementContainer][data-stale=true] {transition: opacity 0s .5s}
"""
for steps in range(1, 6):
    _STYLE += f"[class*=st-key-wide_{steps}] > div {{min-width: {12 + 11 * steps}rem}}\n"
# Not called `pages`: whoever opens a page by its link first would get Streamlit's own list of that folder.
_VIEWS = Path(__file__).parent / "views"
_PAGES = {
    "identities": {"people": "person_search"},
    "journeys": {
        "journeys": "route",
        "funnels": "filter_alt",
        "patterns": "pattern",
        "changes": "notification_important",
    },
    "outcomes": {"attribution": "call_merge", "retention": "event_repeat", "prediction": "online_prediction"},
    "workshop": {"query": "menu_book", "data": "database"},
}


def page(name: str, icon: str) -> st.Page:
    """The page of a file in `views`."""
    return st.Page(_VIEWS / f"{name}.py", title=say(f"pages.{name}"), icon=f":material/{icon}:")


st.set_page_config(page_title="onepath", page_icon=ICON, layout="wide")
st.logo(LOGO, size="large")
st.html(f"<style>{_STYLE}</style>")
# Streamlit answers the first page at the root alone and not at its own address, which another has to open.
home, also_home = (
    st.Page(
        _VIEWS / "home.py",
        title=say("pages.home"),
        icon=":material/monitoring:",
        url_path=address,
        default=address == "start",
        visibility="visible" if address == "start" else "hidden",
    )
    for address in ("start", "home")
)
_SECTIONS = {section: [page(name, icon) for name, icon in pages.items()] for section, pages in _PAGES.items()}
here = st.navigation([home, also_home, *chain.from_iterable(_SECTIONS.values())], position="hidden")
follow_address(here in _SECTIONS["journeys"] + _SECTIONS["outcomes"])
draw_navigation({"": [home]} | {say(f"pages.{section}"): pages for section, pages in _SECTIONS.items()})
# Before the page, which may end early, as that of an empty graph does.
with st.sidebar:
    choose_language()
# Before the page, since whoever goes on at once ends it, and after it, when it has said what it asks.
remember(here.url_path)
here.run()
remember(here.url_path)
