"""Custom Cypher as a question."""

from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from ..errors import QuestionInvalid
from ..questions import Option, People, PersonOccurrences, Question
from ..store import Graph
from .adhoc import AdhocAnswer, run_cypher


class CypherQuestion(Question[AdhocAnswer]):
    """Custom Cypher with the values of its parameters; it can only read."""

    command = ("query",)
    takes_filter = False
    has_days = False

    kind: Literal["cypher"] = "cypher"
    text: Annotated[str, Option("--cypher", "TEXT")] = Field(
        min_length=1, description="Custom Cypher in place of a name; it may only read."
    )
    parameters: Annotated[dict[str, JsonValue], Option("--param")] = Field(
        default={}, description="name=value; JSON where it can be, and text otherwise. Repeatable."
    )
    timeout: Annotated[float, Option("--timeout")] = Field(
        default=30.0, ge=1, le=3_600, description="With --cypher: the longest it may take, in seconds."
    )
    limit: Annotated[int, Option("--limit")] = Field(
        default=1_000, ge=1, le=1_000_000, description="With --cypher: how many rows are listed."
    )

    def answer(self, graph: Graph) -> AdhocAnswer:
        return run_cypher(graph, self.text, self.parameters, seconds=self.timeout, rows=self.limit)

    def people(self, graph: Graph, of: str, *, details: bool = True) -> People[PersonOccurrences]:
        """Raises QuestionInvalid: nobody knows what custom Cypher counts."""
        raise QuestionInvalid(
            "The numbers of custom Cypher do not open to people.", action="Return OneIDs with the rows."
        )

    @model_validator(mode="after")
    def _names_its_parameters(self) -> Self:
        wrong = [name for name in self.parameters if not name.isidentifier()]
        if wrong:
            raise ValueError(f"{', '.join(map(repr, wrong))}: names of parameters are letters, digits and _")
        return self
