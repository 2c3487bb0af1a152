"""The explorer: Streamlit pages over the graph. `server` serves it until it is interrupted.

The pages only draw. What they show comes from `onepath.graph`, and from `cypher/` by name.
"""
