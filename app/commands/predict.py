"""`predict`."""

from onepath.graph.outcomes import Prediction, PredictionQuestion

from .question_command import among, question_command
from .terminal import console, share, table

_SHOWN = 20


def show_prediction(question: PredictionQuestion, found: Prediction) -> None:
    """The next events and the accuracy as tables."""
    if found.context is not None and found.next is not None:
        if found.oneid is not None:
            console.print(f"OneID {found.oneid}")
        rows = [[one.event, share(one.probability), one.occurrences] for one in found.next[:_SHOWN]]
        table(f"After {' > '.join(found.context)}", ["next event", "probability", "occurrences"], rows)
    rows = [
        ["baseline" if score.order == 0 else f"{score.order} previous", score.predictions,
         share(score.top1), share(score.top3), f"{score.log_loss:.4f}"]
        for score in (found.baseline, *found.orders)
    ]  # fmt: skip
    title = f"Trained on {found.trained:,} people, tested on {found.holdout:,} others{among(question)}"
    table(title, ["model", "predictions", "top-1 accuracy", "top-3 accuracy", "log loss"], rows)


predict = question_command(PredictionQuestion, show_prediction)
