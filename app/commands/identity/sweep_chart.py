"""A threshold sweep as an SVG picture, by hand: nothing that is installed draws one without a browser."""

from collections.abc import Sequence

from onepath.graph.evaluation import SweepPoint

_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 110, 40, 48
_LINES = (("precision", "#14A394"), ("recall", "#D97706"), ("f1", "#6366F1"))
_NAMES = {"precision": "precision", "recall": "recall", "f1": "F1"}


def sweep_chart(points: Sequence[SweepPoint], used: float) -> str:
    """Precision, recall and F1 against the threshold; a dashed line stands at the threshold in use."""
    first, last = points[0].threshold, points[-1].threshold
    values = [getattr(point.pairwise, name) for point in points for name, _ in _LINES]
    # Figures that differ in the third place are no flat line at the top.
    low = _floor(min(values))

    def x(threshold: float) -> float:
        return _LEFT + (threshold - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _TOP + (1 - value) / (1 - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="12" fill="#334155">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14">Pairwise figures by the threshold of similar links</text>',
    ]
    for step in range(6):
        value, threshold = low + (1 - low) * step / 5, first + (last - first) * step / 5
        parts += [
            f'<path d="M{_LEFT} {y(value):.1f} H{_WIDTH - _RIGHT}" stroke="#e2e8f0"/>',
            f'<text x="{_LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:.3g}</text>',
            f'<text x="{x(threshold):.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">'
            f"{threshold:.2g}</text>",
        ]
    if first <= used <= last:
        parts.append(
            f'<path d="M{x(used):.1f} {_TOP} V{_HEIGHT - _BOTTOM}" stroke="#64748b" stroke-dasharray="4 3">'
            f"<title>in use: {used}</title></path>"
        )
    for name, colour in _LINES:
        line = " ".join(f"{x(p.threshold):.1f},{y(getattr(p.pairwise, name)):.1f}" for p in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
    parts += _legend(points)
    return "\n".join([*parts, "</svg>", ""])


def _legend(points: Sequence[SweepPoint]) -> list[str]:
    best = max(points, key=lambda point: point.pairwise.f1)
    at, middle = _WIDTH - _RIGHT + 14, (_WIDTH - _RIGHT + _LEFT) / 2
    names = [
        f'<text x="{at}" y="{_TOP + 14 + 20 * n}" fill="{colour}">{_NAMES[name]}</text>'
        for n, (name, colour) in enumerate(_LINES)
    ]
    return [
        *names,
        f'<text x="{middle}" y="{_HEIGHT - 10}" text-anchor="middle">'
        f"threshold (best F1 {best.pairwise.f1:.4f} at {best.threshold:.2f})</text>",
    ]


def _floor(least: float) -> float:
    """The bottom of the scale: round, below all values, and never the top."""
    for step in (0.99, 0.95, 0.9, 0.8, 0.5):
        if least >= step:
            return step
    return 0.0
