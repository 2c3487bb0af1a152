"""`attribution`."""

from onepath.graph.outcomes import NO_TOUCH, Attribution, AttributionQuestion

from .question_command import among, question_command
from .terminal import columns_that_fit, console, table

_MODEL_WIDTH = 13


def show_attribution(question: AttributionQuestion, found: Attribution) -> None:
    """The channels' touchpoints and credit as tables."""
    console.print(
        f"{found.conversions:,} conversions, {found.without_touchpoint:,} of them without a touchpoint; "
        f"{found.not_converted:,} paths with touchpoints did not convert"
    )
    rows: list[list[object]] = [[row.channel, row.conversions, row.not_converted] for row in found.channels]
    table(
        f"Touchpoints{among(question)}",
        ["channel", "conversions", "non-converting paths"],
        [*rows, [NO_TOUCH, found.without_touchpoint, 0]],
    )
    for models in columns_that_fit(found.models, _MODEL_WIDTH):
        rows = [[row.channel, *(f"{row.credit[model]:,.1f}" for model in models)] for row in found.channels]
        table(f"Conversions to {found.target} credited", ["channel", *models], rows)
    if found.permutations_sampled:
        console.print(f"shapley_chain: estimated over {found.permutations_sampled:,} orders of the channels")


attribution = question_command(AttributionQuestion, show_attribution)
