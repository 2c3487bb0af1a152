"""The words: the glossary is complete, and no text uses a word that it rules out."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from onepath.app.explorer.language import words
from onepath.graph.errors import GraphError
from onepath.loaders.errors import OnepathError

ROOT = Path(__file__).parent.parent
GLOSSARY = ROOT / "docs" / "glossary.md"
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
MADE_FROM_THE_PROGRAM = ("commands.md", "queries.md")
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")

# The glossary rules out single words; these are ways of speaking.
PHRASES = (
    r"told", r"(came|comes?|coming) to", r"whose whole", r"has it not", r"in vain",
    r"(hold|holds|leave|leaves|keep|keeps|kept) apart", r"nobody's", r"stands? alone",
    r"(kept|keep a|keep the|keep this) (question|query|queries)", r"questions that are kept",
    r"(ClickHouse's|onepath's|our|exact|unbounded|every other) reading", r"readings",
    r"of (one's|your|its) own Cypher", r"Cypher of (one's|your) own", r"of late", r"anew",
    r"(goes|go|going) on", r"(go|gone|going) with coming", r"(look|looks|looked|looking) closer",
    r"(words?|said) by hand", r"learnt", r"commonest", r"beside other ways",
    r"(is|are|was|were) no (events?|suspicion|cause|query|option|step|return)",
)  # fmt: skip
CHINESE = (
    "疑点", "存疑关联", "走到", "持有率", "工作台", "此前已有", "九成", "最确定", "载入", "自写",
    "保存的问题", "谁是谁", "次经过", "前三之一", "先后关系",
)  # fmt: skip


def ruled_out() -> re.Pattern[str]:
    """The words in italics in the glossary's last column, and the phrases above."""
    single = [re.escape(word) + "s?" for word in re.findall(r"\*([^*|]+)\*", GLOSSARY.read_text("utf-8"))]
    return re.compile(rf"\b({'|'.join([*single, *PHRASES])})\b|{'|'.join(CHINESE)}", re.IGNORECASE)


# Where words stand: each place gives its texts, each with where it is.

Texts = Iterator[tuple[str, str]]


def pages() -> Texts:
    """Every page that somebody writes; without what is shown as code, which is the program's."""
    for path in chain(ROOT.glob("*.md"), (ROOT / "docs").glob("*.md")):
        if path not in (GLOSSARY, ARCHITECTURE) and path.name not in MADE_FROM_THE_PROGRAM:
            yield from _page(path)


def architecture() -> Texts:
    yield from _page(ARCHITECTURE)


def explorer_texts() -> Texts:
    for code in ("en", "zh"):
        for key, text in words(code).items():
            yield f"{code}.toml {key}", re.sub(r"\{\w+\}", "", text)


def references() -> Texts:
    """Help, answers and queries, as the reference pages have them."""
    for name in MADE_FROM_THE_PROGRAM:
        for number, line in _lines((ROOT / "docs" / name).read_text("utf-8")):
            yield f"docs/{name}:{number}", line


def errors() -> Texts:
    """Every text that an error is made of."""
    names = {one.__name__ for one in _all_below(OnepathError)} | {GraphError.__name__, OnepathError.__name__}
    for path, tree in _modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                yield from _constants(path, node)


def printed() -> Texts:
    """Every text of the command line, whatever becomes of it."""
    for path, tree in _modules():
        if "app/commands" in path.as_posix():
            yield from _constants(path, tree)


def docstrings() -> Texts:
    for path, tree in _modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                text = ast.get_docstring(node)
                if text:
                    yield f"{path}:{getattr(node, 'lineno', 1)}", text


def comments() -> Texts:
    for path, _ in _modules():
        for token in tokenize.generate_tokens(io.StringIO((ROOT / path).read_text("utf-8")).readline):
            if token.type == tokenize.COMMENT:
                yield f"{path}:{token.start[0]}", token.string


PLACES: dict[str, Callable[[], Texts]] = {
    place.__name__: place
    for place in (pages, architecture, explorer_texts, references, errors, printed, docstrings, comments)
}
NOT_YET: frozenset[str] = frozenset()
"""Places whose words are not yet held to the glossary."""


@pytest.mark.parametrize("place", [name for name in PLACES if name not in NOT_YET])
def test_no_text_uses_a_word_that_is_ruled_out(place: str) -> None:
    wrong = ruled_out()
    found = [f"{where}: {hit[0]!r}" for where, text in PLACES[place]() for hit in wrong.finditer(text)]
    assert found == [], "use the glossary's words instead: docs/glossary.md"


def test_every_place_has_texts() -> None:
    assert [name for name, place in PLACES.items() if not next(place(), None)] == []


def test_the_glossary_has_each_term_once_in_both_languages_with_a_sentence_in_each() -> None:
    rows = list(glossary())
    terms = [row[0] for row in rows]
    assert [term for term in terms if terms.count(term) > 1] == []
    assert [row[0] for row in rows if len(row) != 5 or not row[2].endswith(".")] == []
    assert [row[0] for row in rows if not IDEOGRAPH.search(row[3]) or not row[3].endswith("。")] == []
    assert [row[0] for row in rows if not IDEOGRAPH.search(row[1]) and row[1] not in ("OneID", "P90")] == []


def test_the_glossary_itself_explains_without_words_that_are_ruled_out() -> None:
    wrong = ruled_out()
    assert [row[0] for row in glossary() if any(wrong.search(cell) for cell in row[:-1])] == []


def glossary() -> Iterator[list[str]]:
    for _, line in _lines(GLOSSARY.read_text("utf-8")):
        if line.startswith("| ") and not line.startswith(("| term |", "| --- |")):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def _page(path: Path) -> Texts:
    for number, line in _lines(CODE.sub(_blank, path.read_text("utf-8"))):
        yield f"{path.relative_to(ROOT)}:{number}", line


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.splitlines(), 1)


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for root in ("loaders", "graph", "app", "docs", "tests"):
        for path in sorted((ROOT / root).rglob("*.py")):
            # This module has to say the words that it looks for.
            if path != Path(__file__):
                yield path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))


def _constants(path: Path, tree: ast.AST) -> Texts:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield f"{path}:{node.lineno}", node.value


def _all_below(kind: type) -> set[type]:
    return {one for child in kind.__subclasses__() for one in (child, *_all_below(child))}
