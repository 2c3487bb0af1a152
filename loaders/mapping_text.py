"""A mapping as the text of a mapping file, which `load_mapping` reads back as the same."""

import json
import re
from typing import Any

from .mapping import Mapping

__all__ = ["mapping_text", "settings_text"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SECTIONS = ("event", "user", "session", "identifier", "roles")


def mapping_text(mapping: Mapping, comment: str = "") -> str:
    """TOML, without the settings that are as always. `comment` stands on top."""
    return settings_text(mapping.model_dump(mode="json", exclude_defaults=True), comment)


def settings_text(settings: dict[str, Any], comment: str = "") -> str:
    """TOML of a mapping's settings, which need not be complete."""
    lines = [f"# {line}" if line else "#" for line in comment.splitlines()]
    told = dict(settings)
    source = told.pop("source")
    if isinstance(source, dict) and set(source) == {"constant"}:
        source = source["constant"]
    lines.append(f"source = {_value(source)}")
    sections = {name: told.pop(name) for name in _SECTIONS if name in told}
    lines += [f"{name} = {_value(value)}" for name, value in told.items()]
    for name, part in sections.items():
        lines += _section(name, part)
    return "\n".join(lines) + "\n"


def _section(name: str, part: dict[str, Any]) -> list[str]:
    part = dict(part)
    tables = {key: part.pop(key) for key in ("identifiers", "properties", "attributes") if key in part}
    lines = ["", f"[{name}]", *(f"{key} = {_reference(value)}" for key, value in part.items())]
    for key, table in tables.items():
        if not table:
            continue
        lines += ["", f"[{name}.{key}]"]
        lines += [f"{_key(one)} = {_reference(value)}" for one, value in table.items()]
    return lines


def _reference(value: Any) -> str:
    """A column's name where that is all; a table of its settings otherwise."""
    if isinstance(value, list):
        inner = [_reference(one) for one in value]
        return inner[0] if len(inner) == 1 else f"[{', '.join(inner)}]"
    if isinstance(value, dict):
        return _value(value["column"]) if set(value) == {"column"} else _value(value)
    return _value(value)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else _text(value)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    # JSON's escapes are TOML's, but for this one character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
