"""How a graph is filled from the pages Home and Data: by simulation, by upload, and in the background."""

from .jobs import is_running
from .progress import show_failures, show_progress, start_here
from .tasks import build_now, fill_with_file, fill_with_people, resolve_now, undo
from .upload_form import show_upload_form
from .uploads import SUFFIXES, mappings_folder, store_upload

__all__ = [
    "SUFFIXES", "build_now", "fill_with_file", "fill_with_people", "is_running", "mappings_folder",
    "resolve_now", "show_failures", "show_progress", "show_upload_form", "start_here", "store_upload", "undo",
]  # fmt: skip
