"""Somebody who clicks through the explorer: what there is to click, and what a page shows."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qs

from explorer_pages import page, somebody_new
from onepath.app.explorer.language import LANGUAGES, words
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup
from streamlit.util import calc_hash

Query = Mapping[str, Sequence[str]]
_LEADS = (
    "up_", "remove_", "through_", "chip_", "example_", "look_", "expand", "step_back", "hide", "show_again",
    "close_event", "clear_filters",
)  # fmt: skip
"""Buttons that only show something else: no decision, nothing that is saved or deleted."""
_NOT_YET_SENT = (
    "save_as", "group_with_", "group_name_", "explain_split", "undo_decision", "home_search", "page_",
    "found_", "chips_", "undo_", "role_",
)  # fmt: skip
"""What is typed or chosen for a button to come, and the page of a list."""
_RECENT = {words(code)["home.recent"] for code in LANGUAGES}
_RUN_BY_A_CLICK = ("cypher_clicked", "library_clicked")
"""A link does not run what anybody may have written: the browser window remembers what its reader has run."""


@dataclass
class Visitor:
    """The explorer in a browser window, with its history."""

    app: AppTest
    name: str
    chance: Random
    before: list[tuple[str, Query]] = field(default_factory=list)

    def open(self, name: str, query: Query) -> None:
        """Follows a link: the address is the link's alone."""
        self.before.append((self.name, self.query))
        self._show(name, query)

    @property
    def query(self) -> Query:
        address = self.app.query_params
        return {key: [value] if isinstance(value, str) else value for key, value in address.items()}

    def step(self) -> str:
        """Does one thing that can be done here, by chance; what it was."""
        what, do = self.chance.choice(self._choices())
        query = self.query
        do()
        if query != self.query:
            self.before.append((self.name, query))
        return what

    def _choices(self) -> list[tuple[str, Callable[[], object]]]:
        links = [_link_of(one.proto) for one in self.app.get("page_link")]
        ways = [(f"link {name} {query}", lambda n=name, q=query: self.open(n, q)) for name, query in links]
        here = [(f"{one.type} {one.key}", lambda one=one: self._use(one)) for one in self._controls()]
        buttons = [
            (f"button {one.key}", lambda one=one: one.click().run())
            for one in self.app.button
            if not one.disabled and str(one.key).startswith(_LEADS)
        ]
        back = [("back", self._back)] if self.before else []
        # A page has many more links than controls, and what is inside of it is what has to be tried.
        return [*self.chance.sample(ways, min(3, len(ways))), *here, *buttons, *back]

    def _controls(self) -> list[Any]:
        # Streamlit's tester reads labels outside of a run, where nobody has chosen a language.
        return [one for one in controls(self.app) if not one.form_id and one.key != "lang"]

    def _use(self, control: Any) -> None:
        match control.type:
            case "selectbox":
                control.select_index(self.chance.randrange(len(control.options)))
            case "button_group":
                press(control, self.chance.choice(control.options))
            case "multiselect":
                value = self.chance.choice(control.options) if control.options else None
                if value is not None:
                    (control.unselect if value in control.value else control.select)(value)
            case "number_input" | "slider":
                control.set_value(self.chance.choice([control.min, control.max]))
            case "checkbox" | "toggle":
                control.set_value(not control.value)
        control.run()

    def _back(self) -> None:
        self._show(*self.before.pop())

    def _show(self, name: str, query: Query) -> None:
        self.app.query_params = {key: list(values) for key, values in query.items()}
        self.name = name
        self.app._page_hash = calc_hash(name)
        # As a browser does: the controls of the page that is left send nothing.
        self.app._run()
        self.app._page_hash = ""


def reloaded(visitor: Visitor) -> AppTest:
    """The same address in another browser window."""
    app = somebody_new()
    for key in _RUN_BY_A_CLICK:
        if key in visitor.app.session_state:
            app.session_state[key] = visitor.app.session_state[key]
    return page(app, visitor.name, **{key: list(values) for key, values in visitor.query.items()})


def controls(app: AppTest) -> list[Any]:
    """What can be chosen on a page."""
    kinds = (
        "selectbox", "multiselect", "number_input", "slider", "checkbox", "toggle", "button_group",
        "date_input", "text_input", "text_area",
    )  # fmt: skip
    return [one for kind in kinds for one in app.get(kind) if not str(one.key).startswith(_NOT_YET_SENT)]


def shown(app: AppTest) -> dict[str, Any]:
    """What somebody sees: the numbers, the tables, the charts, and the controls."""
    return {
        "title": [one.value for one in app.title],
        # The recent questions are those of a browser window.
        "headings": [one.value for one in app.subheader if one.value not in _RECENT],
        "metrics": [(one.label, one.value) for one in app.metric],
        "messages": [one.value for kind in ("error", "warning", "info") for one in app.get(kind)],
        "tables": [one.value.to_csv() for one in app.dataframe],
        "charts": [json.loads(one.proto.spec) for one in app.get("echarts_chart")],
        "controls": {str(one.key): one.value for one in controls(app)},
        "address": dict(sorted(app.query_params.items())),
    }


def _link_of(link: Any) -> tuple[str, Query]:
    return link.page, parse_qs(link.query_string, keep_blank_values=True)


class _Pressed(ButtonGroup[str]):
    """A row of buttons, one of which was pressed: Streamlit's own takes codes, which nobody sees."""

    pressed: str

    @property
    def formatted_values(self) -> Sequence[str]:
        return [self.pressed]


def press(row: Any, label: str) -> None:
    """Presses the button with this label."""
    row.__class__ = _Pressed
    row.pressed = label
