"""The name and sign of onepath, as SVG text: nothing to find on disk, nothing to fetch."""

__all__ = ["ICON", "LOGO"]

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 36" role="img" aria-label="onepath">
  <g fill="none" stroke="#14A394" stroke-width="3" stroke-linecap="round">
    <path d="M7 9 C15 9 15 18 23 18"/><path d="M7 27 C15 27 15 18 23 18"/><path d="M23 18 H33"/>
  </g>
  <circle cx="7" cy="9" r="4" fill="#D97706"/><circle cx="7" cy="27" r="4" fill="#6366F1"/>
  <circle cx="23" cy="18" r="5" fill="#14A394"/>
  <text x="42" y="25" font-family="sans-serif" font-size="21" font-weight="600" fill="#14A394">onepath</text>
</svg>"""

ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">
  <g fill="none" stroke="#14A394" stroke-width="3" stroke-linecap="round">
    <path d="M6 8 C15 8 15 18 24 18"/><path d="M6 28 C15 28 15 18 24 18"/><path d="M24 18 H34"/>
  </g>
  <circle cx="6" cy="8" r="4.5" fill="#D97706"/><circle cx="6" cy="28" r="4.5" fill="#6366F1"/>
  <circle cx="24" cy="18" r="6" fill="#14A394"/>
</svg>"""
