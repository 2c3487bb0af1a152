"""The page Funnels: its form, its charts, the details of a step, and the people behind each number."""

from .form import read_steps

__all__ = ["read_steps"]
