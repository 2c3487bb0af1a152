"""Where the nodes of a drawing stand: by their links, and apart from one another with their labels."""

from collections.abc import Sequence

import numpy as np
import rustworkx

__all__ = ["places"]

_ROUNDS = 300
_WIDE_TO_TALL = 2.0


def places(
    boxes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]
) -> list[tuple[float, float]]:
    """The middle of each box, none upon another. The same boxes and edges always come to stand alike."""
    count = len(boxes)
    if not count:
        return []
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    graph.add_edges_from_no_data(list(edges))
    layout = rustworkx.spring_layout(graph, seed=7, num_iter=150, k=2.2 / count**0.5)
    points = np.array([layout[node] for node in range(count)], dtype=float)
    sizes = np.array(boxes, dtype=float)
    # The field is about twice as large as what has to stand on it, and as wide as a page.
    tall = (2.2 * float((sizes[:, 0] * sizes[:, 1]).sum()) / _WIDE_TO_TALL) ** 0.5
    points = _within(points) * np.array([tall * _WIDE_TO_TALL, tall])
    return [(float(x), float(y)) for x, y in _apart(points, sizes)]


def _within(points: np.ndarray) -> np.ndarray:
    """The same picture, from 0 to 1 either way."""
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    return (points - low) / span


def _apart(points: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Pushes boxes that overlap apart, each pair along the shorter way, until none does."""
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    # Two in one place would have no direction to leave in.
    points = points + np.arange(len(points))[:, None] * np.array([1e-3, 1e-3])
    for _ in range(_ROUNDS):
        away = points[:, None, :] - points[None, :, :]
        overlap = need - np.abs(away)
        both = (overlap > 0).all(axis=2)
        np.fill_diagonal(both, False)
        if not both.any():
            break
        across = overlap[:, :, 0] < overlap[:, :, 1]
        push = np.where(np.stack([across, ~across], axis=2), overlap, 0) * np.sign(away)
        points = points + 0.3 * (push * both[:, :, None]).sum(axis=1)
    return points
