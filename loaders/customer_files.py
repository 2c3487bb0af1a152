"""Whether a file lists customers, and which column has their ids."""

from .column_words import CUSTOMER_WORDS, FIELD_WORDS, parts_of, spelled
from .guesses import ColumnGuess
from .samples import Sample, SampledColumn

__all__ = ["id_of_customers", "is_customers"]

_WEAK_TIMES = frozenset(("created_at", "create_time", "created", "创建时间", "day", "date", "日期"))
_MONEY = frozenset(
    (
        "amount",
        "price",
        "total",
        "revenue",
        "quantity",
        "qty",
        "sum",
        "cost",
        "sku",
        "product",
        "order",
        "金额",
        "价格",
        "数量",
    )
)
_ID_WORDS = frozenset(("id", "no", "nr", "number", "编号", "客户", "contact", "lead_id", "person_id"))


def _is_unique(column: SampledColumn, rows: int) -> bool:
    return len(column.texts) >= 0.98 * rows > 0 and column.different == len(column.texts)


def is_customers(guesses: dict[str, ColumnGuess], sample: Sample) -> bool:
    """Whether a row is a customer: an id of its own, what one says of people, and nothing that happened."""
    words = {one: spelled(one) for one in guesses}
    strong_names = set(FIELD_WORDS["name"]) - {"name", "type"}
    happened = [
        one for one, word in words.items()
        if (guesses[one].role == "original_at" and word not in _WEAK_TIMES)
        or guesses[one].role == "session_id" or (guesses[one].role == "name" and word in strong_names)
        or _is_amount(guesses[one])
    ]  # fmt: skip
    told = [
        one for one, word in words.items()
        if word in CUSTOMER_WORDS or (guesses[one].role, guesses[one].kind) == ("property", "date")
    ]  # fmt: skip
    return not happened and len(told) >= 2 and id_of_customers(guesses, sample) is not None


def _is_amount(one: ColumnGuess) -> bool:
    return bool(set(parts_of(one.column)) & _MONEY) and one.kind not in ("time", "date")


def id_of_customers(guesses: dict[str, ColumnGuess], sample: Sample) -> str | None:
    """The column that has an id of its own for each customer; None if none has."""
    unique = [one for one in guesses if _is_unique(sample.columns[one], sample.rows)]
    for kinds in (("user", "member"), ("email", "phone")):
        for one in unique:
            if guesses[one].role == "identifier" and guesses[one].kind in kinds:
                return one
        for one in unique:
            if spelled(one) in _ID_WORDS and guesses[one].role != "identifier":
                return one
    return None
