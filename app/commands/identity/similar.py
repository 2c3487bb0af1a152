"""`identity similar`: accounts that are probably one person's."""

from onepath.graph.identity import link_similar, load_rules
from onepath.graph.settings import Settings
from onepath.graph.store import Graph

from ..answers.people import SimilarAnswer
from ..options import Json
from ..terminal import answer, bar, console, table


def similar(json: Json = False) -> None:
    """Link accounts that are probably one person's by name, birth and address (needs onepath[similar]).

    Run it again after a load, and then: onepath resolve

    Example: onepath identity similar
    """
    settings = Settings()
    rules = load_rules(settings.rules)
    with Graph.open(settings) as graph, bar("Comparing", unit="links") as shown:
        found = link_similar(graph, progress=shown.counted)
    joining = sum(confidence >= rules.threshold("similar") for confidence in found.confidences)
    told = SimilarAnswer(
        users=found.users, links=len(found.confidences), joining=joining,
        new=found.new, changed=found.changed, removed=found.removed,
    )  # fmt: skip
    if json:
        return answer(told)
    table(
        "Similar accounts",
        ["users", "links", f"joining, from {rules.threshold('similar')}", "new", "changed", "removed"],
        [[told.users, told.links, told.joining, told.new, told.changed, told.removed]],
    )
    if told.new or told.changed or told.removed:
        console.print("Decide who is who with them: onepath resolve")
    return None
