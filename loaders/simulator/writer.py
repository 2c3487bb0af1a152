"""The files of a simulation. They get their names only when all of them are complete."""

import csv
import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from .clock import written
from .delivery import COLUMNS
from .identifiers import Mark
from .ledger import Account, Stay

_ACCOUNT_KINDS = ("member", "user", "email", "phone", "wechat_unionid", "wechat_openid", "pos_card")
_ATTRIBUTES = ("full_name", "nickname", "city", "gender", "birth_date", "birth_year:int", "tier")
_HEADERS = {
    "identifiers": ("kind", "value", "source"),
    "users": ("source", "user_id", "updated_at", *_ACCOUNT_KINDS, *_ATTRIBUTES),
    "sessions": ("source", "session_id", "started_at", "ended_at", "platform", "referrer"),
    "events": COLUMNS,
    "truth": ("identifier", "person"),
}


class Writer:
    """Writes the tables row by row; a simulation that breaks off leaves only `*.part` files."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._files = ExitStack()
        self._rows: dict[str, Any] = {}
        self._parts: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        self._directory.mkdir(parents=True, exist_ok=True)
        for table, header in _HEADERS.items():
            self._rows[table] = csv.writer(self._open(f"{table}.csv"), lineterminator="\n")
            self._rows[table].writerow(header)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()
        if kind is None:
            for part, final in self._parts.items():
                os.replace(part, final)

    def events(self, rows: Iterable[list[str | int | float]]) -> None:
        self._rows["events"].writerows(rows)

    def sessions(self, stays: Iterable[Stay]) -> None:
        self._rows["sessions"].writerows(
            (
                stay.source,
                stay.id,
                written(stay.started_at),
                written(stay.ended_at),
                stay.platform,
                stay.referrer,
            )
            for stay in stays
        )

    def users(self, accounts: Iterable[Account]) -> None:
        for account in accounts:
            marks = {mark.kind: mark.written for mark in account.marks}
            values = [marks.get(kind, "") for kind in _ACCOUNT_KINDS]
            values += [str(account.attributes.get(name.partition(":")[0], "")) for name in _ATTRIBUTES]
            row = (account.source, account.user_id, written(account.updated_at), *values)
            self._rows["users"].writerow(row)

    def identifiers(self, seen: Iterable[tuple[Mark, str]]) -> None:
        self._rows["identifiers"].writerows((mark.kind, mark.written, source) for mark, source in seen)

    def truth(self, owners: Iterable[tuple[str, str]]) -> None:
        self._rows["truth"].writerows(owners)

    def incidents(self, text: str) -> None:
        self._open("incidents.json").write(text)

    def _open(self, name: str) -> TextIO:
        part = self._directory / f"{name}.part"
        self._parts[part] = self._directory / name
        return self._files.enter_context(part.open("w", encoding="utf-8", newline=""))
