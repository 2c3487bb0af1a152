"""Everything that a user can set, read once from the environment or a `.env` file.

The names are the ones that Neo4j's own tools and Aura's credentials file use, so that such a file can be
dropped beside the work as `.env` and is understood.
"""

from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings"]


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
        populate_by_name=True,
    )

    home: Path = Field(default_factory=_default_home, validation_alias="ONEPATH_HOME")
    neo4j_uri: str | None = Field(default=None, validation_alias="NEO4J_URI")
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: SecretStr | None = Field(default=None, validation_alias="NEO4J_PASSWORD")
    neo4j_database: str = Field(default="neo4j", validation_alias="NEO4J_DATABASE")
    inactivity_minutes: int = Field(default=30, gt=0, validation_alias="ONEPATH_INACTIVITY_MINUTES")
    batch_size: int = Field(default=10_000, gt=0, validation_alias="ONEPATH_BATCH_SIZE")

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        # The server is started in the background and must not depend on the directory it was started from.
        return home.expanduser().absolute()

    @property
    def managed(self) -> bool:
        """Whether the local engine is meant, because no other server was named."""
        return self.neo4j_uri is None
