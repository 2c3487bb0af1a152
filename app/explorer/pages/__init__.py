"""The pages, a folder each: its form, its charts, the people behind its numbers, and the page itself.

Streamlit runs each `page.py` as a script: its imports are absolute, all others are relative.
"""
