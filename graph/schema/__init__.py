"""The model as neomodel classes, and its constraints and indexes installed from them."""

from .install import install_schema

__all__ = ["install_schema"]
