"""The record linkage model: which accounts are probably one person's, by the attributes they have.

Method: probabilistic record linkage (Fellegi and Sunter 1969) with term frequencies, by Splink: how often
values agree by chance is counted on random pairs, how often they agree for one person is estimated by
expectation maximisation. Only pairs that agree exactly in something distinctive are compared.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2
from typing import Any

import numpy as np
import pyarrow as pa

from ..errors import ExtraMissing, GraphError

COMPARED_ATTRIBUTES = (
    "full_name", "given_name", "surname", "date_of_birth", "birth_year", "gender",
    "street", "suburb", "city", "postcode", "state",
)  # fmt: skip
"""Attributes that are compared where accounts have them."""

LOWEST_PROBABILITY = 0.5
"""Pairs that are less probable are left out."""

_FEWEST = 100
"""The fewest accounts that a model can be trained on."""
_WEAK = frozenset(("gender", "state", "birth_year"))
"""Few values and no spelling: equal or not. Alone they bring nobody together."""
_CODES = frozenset(("date_of_birth", "postcode"))
"""A slip changes a digit or two; the same beginning means little."""
_RULES = 10
_PAIRS = 20
"""Pairs to compare for each account, by one rule."""
_SEED = 1
_LEAST_BITS = -10.0
"""Pairs less likely than this, were there one true pair for each account, are not looked at again."""
_ROUNDS = 100

Rule = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchingPair:
    """Two rows by their places, how probable it is that they are one person, and what says so.

    `weights` in bits: `prior` for any two accounts, then one for each value that both have; they sum up to
    the logarithm of the odds.
    """

    a: int
    b: int
    probability: float
    weights: dict[str, float]


def matching_pairs(columns: Mapping[str, Sequence[str | None]]) -> Iterator[MatchingPair]:
    """Pairs of rows that are probably one person's. The same rows give the same pairs.

    Raises ExtraMissing without Splink, GraphError when the rows are not enough to train on.
    """
    splink = _splink()
    table = pa.table({"unique_id": range(len(next(iter(columns.values()), ()))), **_informative(columns)})
    rules = blocking(table)
    # Two columns are the row ids and one attribute, and then there is no other to train it on.
    if table.num_rows < _FEWEST or table.num_columns < 3 or not rules:
        raise _too_little(table.num_rows)
    try:
        linker = _trained(splink, table, rules)
        found = linker.inference.predict(threshold_match_weight=_LEAST_BITS).as_pyarrow_table()
    except _splink_errors() as why:
        raise _too_little(table.num_rows) from why
    yield from _matches(
        found.sort_by([("unique_id_l", "ascending"), ("unique_id_r", "ascending")]), table.num_rows
    )


def _splink_errors() -> tuple[type[Exception], ...]:
    """What Splink raises when data does not suffice for a model."""
    from splink.internals.exceptions import SplinkException

    return (SplinkException,)


def _too_little(accounts: int) -> GraphError:
    return GraphError(
        f"{accounts:,} accounts are too few, or have too few attributes, to train on.",
        kept="Nothing was changed.",
        action=f"At least {_FEWEST} accounts with names and, say, dates of birth are needed: "
        f"attributes called {', '.join(COMPARED_ATTRIBUTES)}.",
    )


def _splink() -> Any:
    try:
        import splink
        import splink.comparison_library
    except ImportError as why:
        raise ExtraMissing(
            f"Finding similar accounts needs {why.name or 'splink'}, which is not installed.",
            kept="Nothing was changed.",
            action="Install it with: pip install 'onepath[similar]'",
        ) from why
    # It reports each step, and warns of what is intended.
    logging.getLogger("splink").setLevel(logging.ERROR)
    return splink


def _informative(columns: Mapping[str, Sequence[str | None]]) -> dict[str, Any]:
    """Columns with at least two values, known of at least one account in twenty."""
    informative = {}
    for name, values in columns.items():
        known = [value for value in values if value is not None]
        if len(set(known)) > 1 and len(known) * 20 >= len(values):
            informative[name] = pa.array(values, pa.string())
    # The whole name says the same a second time where the parts are there.
    if "given_name" in informative and "surname" in informative:
        informative.pop("full_name", None)
    return informative


def blocking(table: Any) -> list[Rule]:
    """What accounts have to agree in to be compared: as little as brings few enough pairs together."""
    names = [name for name in table.column_names if name != "unique_id"]
    rules: list[tuple[int, int, Rule]] = []
    for size in (1, 2, 3):
        for rule in combinations(names, size):
            if set(rule) <= _WEAK or any(set(known) <= set(rule) for _, _, known in rules):
                continue
            pairs = _pairs(table, rule)
            if 0 < pairs <= _PAIRS * table.num_rows:
                rules.append((size, pairs, rule))
    return [rule for _, _, rule in sorted(rules)[:_RULES]]


def _pairs(table: Any, rule: Rule) -> int:
    """How many pairs agree in all of these."""
    counts = table.select(rule).drop_null().group_by(list(rule)).aggregate([([], "count_all")])
    return sum(n * (n - 1) // 2 for n in counts["count_all"].to_pylist())


def _trained(splink: Any, table: Any, rules: Sequence[Rule]) -> Any:
    import duckdb

    names = [name for name in table.column_names if name != "unique_id"]
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(splink.comparison_library, name) for name in names],
        blocking_rules_to_generate_predictions=[splink.block_on(*rule) for rule in rules],
        probability_two_random_records_match=_first_prior(table.num_rows),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )
    connection = duckdb.connect()
    # Sums of floats depend on their order, and samples on who draws them: one thread for the same answer.
    connection.execute("SET threads = 1")
    accounts = splink.DuckDBAPI(connection).register(table)
    linker = splink.Linker(accounts, settings, log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=_SEED)
    for rule in _training(table, rules):
        linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on(*rule))
    return linker


def _comparison(library: Any, name: str) -> Any:
    if name in _WEAK:
        return library.ExactMatch(name)
    if name in _CODES:
        return library.DamerauLevenshteinAtThresholds(name, [1, 2])
    return library.JaroWinklerAtThresholds(name, [0.92, 0.8]).configure(term_frequency_adjustments=True)


def _training(table: Any, rules: Sequence[Rule]) -> list[Rule]:
    """Two rules without a common attribute, so that each attribute is trained on pairs found by another."""
    counts = {rule: _pairs(table, rule) for rule in rules}
    apart = [list(pair) for pair in combinations(rules, 2) if not set(pair[0]) & set(pair[1])]
    return min(apart, key=lambda pair: sum(counts[rule] for rule in pair), default=list(rules[:2]))


def _first_prior(accounts: int) -> float:
    """As if every account had one other of its person."""
    return 1 / accounts


def _prior(evidence: Any, accounts: int) -> float:
    """The share of true pairs among all pairs, in log2 odds, at which these weights expect just so many.

    Splink's own estimate of it comes from pairs that agree already, and is far too high where most of
    those are true. Method: expectation maximisation of this one parameter over all pairs.
    """
    all_pairs = accounts * (accounts - 1) / 2
    share = _first_prior(accounts)
    for _ in range(_ROUNDS):
        # Never none, so that it can grow again, and never most of all.
        expected = float(_probability(evidence + log2(share / (1 - share))).sum())
        share = min(max(expected, 0.5) / all_pairs, 0.4)
    return log2(share / (1 - share))


def _probability(bits: Any) -> Any:
    return 1 / (1 + np.exp2(-np.clip(bits, -1000, 1000)))


def _matches(found: Any, accounts: int) -> Iterator[MatchingPair]:
    names = [name for name in found.column_names if name.startswith("mw_")]
    first = _first_prior(accounts)
    evidence = found["match_weight"].to_numpy() - log2(first / (1 - first))
    prior = _prior(evidence, accounts)
    probabilities = _probability(evidence + prior)
    keep = probabilities >= LOWEST_PROBABILITY
    for row, probability in zip(found.filter(pa.array(keep)).to_pylist(), probabilities[keep], strict=True):
        weights = {_called(name): round(row[name], 3) for name in names if row[name]}
        yield MatchingPair(
            row["unique_id_l"],
            row["unique_id_r"],
            round(float(probability), 6),
            {"prior": round(prior, 3), **weights},
        )


def _called(name: str) -> str:
    rare = name.startswith("mw_tf_adj_")
    return name.removeprefix("mw_").removeprefix("tf_adj_") + (" how rare" if rare else "")
