"""`identity similar`."""

from onepath.graph.identity import link_similar, load_rules
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..options import Json
from ..terminal import answer, bar, console, table


def similar(json: Json = False) -> None:
    """Link accounts that probably belong to one person, by name, birth date, gender and address.

    Run it again after a load, and then: onepath resolve

    Example: onepath identity similar
    """
    settings = Settings()
    rules = load_rules(settings.rules)
    with Graph.open(settings) as graph, bar("Comparing", unit="links") as shown:
        found = link_similar(graph, rules, progress=shown.counted)
    if json:
        return answer(found)
    table(
        "Similar accounts",
        ["accounts", "links", f"merging, from {rules.threshold('similar')}", "new", "changed", "removed"],
        [[found.users, found.links, found.merging, found.new, found.changed, found.removed]],
    )
    if found.new or found.changed or found.removed:
        console.print("Merge people by them with: onepath resolve")
    return None
