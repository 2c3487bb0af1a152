"""The explorer: Streamlit pages over the graph. `serve` runs it until it is interrupted.

The pages only draw. What they show comes from `onepath.graph`, and from `cypher/` by name.
"""

from .server.process import command, environment, serve

__all__ = ["command", "environment", "serve"]
