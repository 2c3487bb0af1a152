"""Everything that a user can set, read once from the environment or a `.env` file.

The names are the ones that Neo4j's own tools and Aura's credentials file use, so that such a file can be
dropped beside the work as `.env` and is understood.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from .calendar import Calendar, TimeZone, WeekStart
from .errors import SettingsInvalid

__all__ = ["Settings"]

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def _default_home() -> Path:
    return platformdirs.user_data_path("onepath", appauthor=False)


class Settings(BaseSettings):
    """Where the data lives and which Neo4j is used.

    Without `NEO4J_URI` the managed local engine in `home` is meant; with it, any server.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
    )

    home: Path = Field(default_factory=_default_home, validation_alias="ONEPATH_HOME")
    neo4j_uri: str | None = Field(default=None, validation_alias="NEO4J_URI")
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: SecretStr | None = Field(default=None, validation_alias="NEO4J_PASSWORD")
    neo4j_database: str = Field(default="neo4j", validation_alias="NEO4J_DATABASE")
    inactivity_minutes: int = Field(
        default=30, ge=1, le=525_600, validation_alias="ONEPATH_INACTIVITY_MINUTES"
    )
    rules: Path | None = Field(default=None, validation_alias="ONEPATH_RULES")
    oneid_secret: SecretStr = Field(default=SecretStr(""), validation_alias="ONEPATH_ONEID_SECRET")
    time_zone: TimeZone = Field(default="UTC", validation_alias="ONEPATH_TIME_ZONE")
    week_start: WeekStart = Field(default="monday", validation_alias="ONEPATH_WEEK_START")
    batch_size: int = Field(default=10_000, ge=1, le=1_000_000, validation_alias="ONEPATH_BATCH_SIZE")

    def __init__(self, **given: Any) -> None:
        """Read and check all settings. Raises SettingsInvalid, which names every mistake."""
        try:
            # By alias only: `populate_by_name` would also read HOME from the environment as `home`.
            super().__init__(
                **{_alias(type(self).model_fields[name]): value for name, value in given.items()}
            )
        except ValidationError as why:
            raise SettingsInvalid(
                "\n".join(("These settings make no sense:", *map(_mistake, why.errors()))),
                kept="Nothing was changed.",
                action="Correct or unset them in the environment or in .env.",
            ) from why
        except (OSError, UnicodeDecodeError) as why:
            raise SettingsInvalid(
                f"The settings file .env cannot be read: {why}.",
                kept="Nothing was changed.",
                action="Make it a readable UTF-8 text file, or move it away.",
            ) from why

    @field_validator("neo4j_uri")
    @classmethod
    def _address(cls, uri: str | None) -> str | None:
        if uri is not None:
            parts = urlsplit(uri)
            # `port` raises a ValueError of its own for what is no number.
            if parts.username is not None or parts.password is not None:
                raise ValueError("names a user: set NEO4J_USERNAME and NEO4J_PASSWORD instead")
            if parts.scheme not in _SCHEMES or not parts.hostname or parts.port == 0:
                raise ValueError(
                    f"is not the address of a Neo4j server: {' or '.join(_SCHEMES)}, then ://HOST:PORT"
                )
        return uri

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        # The server is started in the background and must not depend on the directory it was started from.
        return home.expanduser().absolute()

    @property
    def calendar(self) -> Calendar:
        """The days of a question that names no time zone of its own."""
        return Calendar(self.time_zone, self.week_start)

    @property
    def managed(self) -> bool:
        """Whether the local engine is meant, because no other server was named."""
        return self.neo4j_uri is None


def _alias(field: FieldInfo) -> str:
    return str(field.validation_alias)


def _mistake(error: Any) -> str:
    name, given = ".".join(map(str, error["loc"])), error["input"]
    shown = re.sub(r"//[^/@]*@", "//***@", str(given))
    return f"  {name}={shown}: {error['msg'].removeprefix('Value error, ')}"
