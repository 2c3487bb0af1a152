"""A mapping as the text of a mapping file, which `load_mapping` reads back as the same."""

import json
import re

from .mapping import Column, Mapping, TypedColumn

__all__ = ["mapping_text"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DEFAULTS = {"name_prefix": "", "repeats": "events", "phone_region": "CN", "time_zone": "UTC"}


def mapping_text(mapping: Mapping, comment: str = "") -> str:
    """TOML, without the settings that are as always. `comment` stands on top."""
    lines = [f"# {line}" for line in comment.splitlines()]
    source, name = mapping.source, mapping.name
    lines.append(
        f"source = {_column(source.column) if isinstance(source, Column) else _text(source.constant)}"
    )
    lines.append(
        f"name = {_text(name.column)}"
        if isinstance(name, Column)
        else f"name = {{ constant = {_text(name.constant)} }}"
    )
    for key in ("original_at", "sent_at", "received_at", "message_id", "session_id", "sequence", "delimiter"):
        value = getattr(mapping, key)
        if value is not None:
            lines.append(f"{key} = {_text(value)}")
    for key, default in _DEFAULTS.items():
        if getattr(mapping, key) != default:
            lines.append(f"{key} = {_text(getattr(mapping, key))}")
    lines += ["", "[identifiers]"]
    for kind, columns in mapping.identifiers.items():
        one = len(columns) == 1
        lines.append(f"{kind} = {_text(columns[0]) if one else '[' + ', '.join(map(_text, columns)) + ']'}")
    if mapping.properties:
        lines += ["", "[properties]"]
        lines += [f"{_key(name)} = {_typed(typed)}" for name, typed in mapping.properties.items()]
    if mapping.roles:
        lines += ["", "[roles]"]
        lines += [f"{_key(name)} = {_text(role)}" for name, role in mapping.roles.items()]
    return "\n".join(lines) + "\n"


def _typed(typed: TypedColumn) -> str:
    if typed.type is None:
        return _text(typed.column)
    return f"{{ column = {_text(typed.column)}, type = {_text(typed.type)} }}"


def _column(name: str) -> str:
    return f"{{ column = {_text(name)} }}"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    # JSON's escapes are TOML's, but for this one character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
