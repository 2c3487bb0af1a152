"""The explorer's entry: `streamlit run` starts here. Pages are files, so that each can be tested alone."""

from pathlib import Path

import streamlit as st
from onepath.app.explorer.brand import ICON, LOGO

# Less margin than Streamlit's, which gives a third of a laptop's width away, and columns that go to the next
# line before their text is squeezed. A chart of many steps keeps the width that
# its labels need, and is scrolled.
_STYLE = """
[data-testid=stMainBlockContainer] {padding: 3rem 2.5rem 2rem}
[data-testid=stColumn] {min-width: min(100%, 10rem)}
[class*=st-key-wide_] {overflow-x: auto}
""" + "\n".join(f".st-key-wide_{steps} > div {{min-width: {12 + 11 * steps}rem}}" for steps in range(1, 6))
# Not called `pages`: whoever opens a page by its link first would get Streamlit's own list of that folder.
_PAGES = Path(__file__).parent / "views"

st.set_page_config(page_title="onepath", page_icon=ICON, layout="wide")
st.logo(LOGO, size="large")
st.html(f"<style>{_STYLE}</style>")
page = st.navigation(
    [
        st.Page(_PAGES / "overview.py", title="Overview", icon=":material/monitoring:", default=True),
        st.Page(_PAGES / "person.py", title="Person", icon=":material/person_search:"),
        st.Page(_PAGES / "journeys.py", title="Journeys", icon=":material/route:"),
        st.Page(_PAGES / "flow.py", title="Process", icon=":material/account_tree:"),
        st.Page(_PAGES / "funnel.py", title="Funnel", icon=":material/filter_alt:"),
        st.Page(_PAGES / "changes.py", title="Changes", icon=":material/notification_important:"),
        st.Page(_PAGES / "patterns.py", title="Patterns", icon=":material/pattern:"),
        st.Page(_PAGES / "attribution.py", title="Attribution", icon=":material/call_merge:"),
        st.Page(_PAGES / "retention.py", title="Retention", icon=":material/event_repeat:"),
        st.Page(_PAGES / "prediction.py", title="Next event", icon=":material/online_prediction:"),
        st.Page(_PAGES / "query.py", title="Query", icon=":material/menu_book:"),
    ]
)
page.run()
