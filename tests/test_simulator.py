"""The simulator: what its data set guarantees to tests of identity and journeys that use it."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import phonenumbers
import pytest
from onepath.loaders.errors import InputError
from onepath.loaders.reader import read_records
from onepath.loaders.records import Reject
from onepath.loaders.simulator import Rates, simulate
from pydantic import ValidationError

TABLES = ("identifiers", "users", "sessions", "events")
FILES = (*(f"{table}.csv" for table in TABLES), "truth.csv", "incidents.json")
KINDS = (
    "member", "user", "email", "phone", "wechat_unionid", "wechat_openid", "marketplace", "pos_card",
    "device", "cookie",
)  # fmt: skip
NULL_LIKE = {"", "null", "NULL", "0", "undefined", "None", "00000000-0000-0000-0000-000000000000"}


def rows(directory: Path, table: str) -> list[dict[str, str]]:
    with (directory / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written_bytes(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def key(kind: str, value: str) -> str:
    """The normalised key, computed here on its own."""
    if kind == "phone":
        number = phonenumbers.parse(value, "CN")
        return "phone:" + phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{kind}:{value.lower() if kind == 'email' else value}"


def keys(row: dict[str, str]) -> set[str]:
    return {key(kind, row[kind]) for kind in KINDS if row.get(kind, "") not in NULL_LIKE}


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("thousand")
    simulate(directory, people=1_000, seed=7)
    return directory


@pytest.fixture(scope="module")
def truth(thousand: Path) -> dict[str, str]:
    return {row["identifier"]: row["person"] for row in rows(thousand, "truth")}


@pytest.fixture(scope="module")
def events(thousand: Path) -> list[dict[str, str]]:
    return rows(thousand, "events")


@pytest.fixture(scope="module")
def incidents(thousand: Path) -> dict[str, dict]:
    return {one["id"]: one for one in json.loads((thousand / "incidents.json").read_text("utf-8"))}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        simulate(tmp_path / name, people=60, seed=3)
    assert set(written_bytes(tmp_path / "one")) == set(FILES)
    assert written_bytes(tmp_path / "one") == written_bytes(tmp_path / "two")


def test_another_seed_gives_another_data_set(tmp_path):
    for seed in (3, 4):
        simulate(tmp_path / str(seed), people=60, seed=seed)
    three, four = written_bytes(tmp_path / "3"), written_bytes(tmp_path / "4")
    assert all(three[name] != four[name] for name in FILES)


def test_hard_doubles_the_noise_and_nothing_else():
    easy, hard = Rates(), Rates().harder()
    for name in Rates.model_fields:
        factor = 2 if name in Rates.noise() else 1
        assert getattr(hard, name) == pytest.approx(factor * getattr(easy, name)), name


def test_the_stated_defaults_are_the_promised_ones():
    rates = Rates()
    assert (rates.shared_tablet, rates.family_phone, rates.recycled_number) == (0.03, 0.05, 0.01)
    assert (rates.typo, rates.null_like) == (0.02, 0.005)
    assert all(field.description for field in Rates.model_fields.values())


def test_hard_data_has_about_twice_the_null_like_values_and_repeats(tmp_path):
    simulate(tmp_path / "easy", people=400, seed=1)
    simulate(tmp_path / "hard", people=400, seed=1, hard=True)
    easy, hard = rows(tmp_path / "easy", "events"), rows(tmp_path / "hard", "events")
    assert 1.5 < _null_like(hard) / _null_like(easy) < 2.7
    assert 1.5 < _repeats(hard) / _repeats(easy) < 2.7


def _null_like(events: list[dict[str, str]]) -> int:
    return sum(row[kind] in NULL_LIKE - {""} for row in events for kind in KINDS)


def _repeats(events: list[dict[str, str]]) -> int:
    return len(events) - len({(row["source"], row["message_id"]) for row in events})


def test_a_rate_above_one_is_refused():
    with pytest.raises(ValidationError):
        Rates(typo=1.5)


def test_rates_can_be_set_one_by_one(tmp_path):
    simulate(tmp_path, people=50, seed=1, rates=Rates(null_like=0, duplicate=0))
    events = rows(tmp_path, "events")
    assert _null_like(events) == 0
    assert _repeats(events) == 0


def test_every_identifier_has_exactly_one_true_person(thousand, truth):
    assert len(rows(thousand, "truth")) == len(truth)
    seen = set()
    for table in ("events", "users"):
        for row in rows(thousand, table):
            seen |= keys(row)
    listed = {key(row["kind"], row["value"]) for row in rows(thousand, "identifiers")}
    assert seen <= truth.keys()
    assert truth.keys() == listed | seen


@pytest.mark.parametrize("table", TABLES)
def test_the_loader_takes_every_row(thousand, table):
    records = list(read_records(thousand / f"{table}.csv"))
    assert len(records) == len(rows(thousand, table))
    assert not [record for record in records if isinstance(record, Reject)]


def test_the_loader_sees_exactly_the_identifiers_of_the_truth(thousand, truth):
    seen = {record.key for record in read_records(thousand / "identifiers.csv")}
    for table in ("users", "events"):
        for record in read_records(thousand / f"{table}.csv"):
            seen.update(record.identifiers)
    assert seen == truth.keys()


def test_every_user_and_session_id_is_unique_in_its_source(thousand):
    for table, column in (("users", "user_id"), ("sessions", "session_id")):
        ids = [(row["source"], row[column]) for row in rows(thousand, table)]
        assert len(ids) == len(set(ids))


def test_people_and_bots_are_in_the_truth_under_their_own_names(truth):
    people = set(truth.values())
    # Somebody who only ever used the family's tablet has no identifier of their own.
    assert 995 <= sum(person.startswith("person-") for person in people) <= 1_000
    assert sum(person.startswith("bot-") for person in people) == 2


def test_every_source_sends_events_and_three_send_sessions(thousand, events):
    assert {row["source"] for row in events} == {
        "web", "app", "mini_program", "wechat", "email", "sms", "pos", "tmall",
    }  # fmt: skip
    assert {row["source"] for row in rows(thousand, "sessions")} == {"web", "app", "mini_program"}
    assert {row["source"] for row in rows(thousand, "users")} == {"crm", "app", "mini_program", "wechat"}


def test_sessions_of_events_exist(thousand, events):
    sessions = {(row["source"], row["session_id"]) for row in rows(thousand, "sessions")}
    inside = [row for row in events if row["session_id"]]
    assert inside
    assert all((row["source"], row["session_id"]) in sessions for row in inside)


def test_a_person_has_about_thirty_to_forty_events(events):
    assert 30_000 < len(events) < 40_000


def test_phone_numbers_come_in_many_formats_and_are_all_valid(events):
    phones = {(row["source"], row["phone"]) for row in events if row["phone"] not in NULL_LIKE}
    shapes = {(source, "".join("9" if c.isdigit() else c for c in text)) for source, text in phones}
    assert len({shape for _, shape in shapes}) >= 5
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(text, "CN")) for _, text in phones)


def test_a_binding_shows_the_wechat_id_and_the_phone_number_together(events, truth):
    bindings = [row for row in events if row["name"] == "bind_phone"]
    assert len(bindings) > 50
    assert all(row["wechat_openid"] and row["phone"] for row in bindings)


def test_an_app_order_and_a_mini_program_visit_meet_only_through_the_binding(events):
    ordered = {key("phone", row["phone"]) for row in events if row["name"] == "purchase" and row["phone"]
               and row["source"] == "app"}  # fmt: skip
    bound = {key("phone", row["phone"]) for row in events if row["name"] == "bind_phone"}
    assert ordered & bound
    others = [row for row in events if row["source"] == "mini_program" and row["name"] == "browse"]
    assert all(not row["phone"] or row["phone"] in NULL_LIKE for row in others)


def test_log_ins_carry_the_member_and_the_cookie(events):
    logins = [row for row in events if row["name"] == "login" and row["source"] == "web" and row["member"]]
    assert len(logins) > 50
    assert all(row["cookie"] for row in logins)


def test_most_web_browsing_is_anonymous(events):
    web = [row for row in events if row["source"] == "web" and row["name"] == "browse"]
    assert sum(not row["member"] and not row["user"] for row in web) > len(web) / 2


def test_shared_tablets_mix_accounts_and_belong_to_one_of_the_household(tmp_path):
    simulate(tmp_path, people=100, seed=1, rates=Rates(shared_tablet=0.5, family_phone=0, recycled_number=0))
    truth = {row["identifier"]: row["person"] for row in rows(tmp_path, "truth")}
    people = defaultdict(set)
    for row in rows(tmp_path, "events"):
        if row["device"] not in NULL_LIKE and row["user"] not in NULL_LIKE:
            people[truth[key("device", row["device"])]].add(truth[key("user", row["user"])])
    assert any(len(users) > 1 and owner in users for owner, users in people.items())


def test_family_phones_serve_several_accounts(thousand):
    accounts = Counter(
        key("phone", row["phone"]) for row in rows(thousand, "users") if row["source"] == "app"
    )
    assert max(accounts.values()) >= 2


def test_recycled_numbers_belong_to_the_later_owner(tmp_path):
    simulate(tmp_path, people=200, seed=5, rates=Rates(recycled_number=0.2, family_phone=0, typo=0))
    truth = {row["identifier"]: row["person"] for row in rows(tmp_path, "truth")}
    owner_of_user, phones_of_user = {}, defaultdict(set)
    for row in rows(tmp_path, "events"):
        if row["user"] not in NULL_LIKE and row["phone"] not in NULL_LIKE:
            owner_of_user[row["user"]] = truth[key("user", row["user"])]
            phones_of_user[row["user"]].add(key("phone", row["phone"]))
    before = [user for user, phones in phones_of_user.items()
              if any(truth[phone] != owner_of_user[user] for phone in phones)]  # fmt: skip
    assert before


def test_the_support_chain_is_there(events):
    assert _followed(
        events, "browse", "add_to_cart", "checkout", "payment_failed", "support_chat", "purchase"
    )


def _followed(events: list[dict[str, str]], *steps: str) -> int:
    """How many sessions contain these steps in this order, others between them allowed."""
    sessions = defaultdict(list)
    for row in events:
        if row["session_id"]:
            sessions[row["source"], row["session_id"]].append((int(row["sequence"]), row["name"]))
    found = 0
    for session in sessions.values():
        names = iter(name for _, name in sorted(session))
        found += all(step in names for step in steps)
    return found


def test_the_funnel_narrows_step_by_step(events):
    steps = ("product_view", "add_to_cart", "checkout")
    counts = [_followed(events, *steps[: length + 1]) for length in range(len(steps))]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 100


def test_discounts_and_searches_have_their_details(events):
    assert all(row["coupon"] and row["discount:float"] for row in events if row["name"] == "use_discount")
    assert all(row["query"] for row in events if row["name"] == "search")
    assert all(float(row["amount:float"]) > 0 for row in events if row["name"] == "purchase")


def test_late_and_out_of_order_and_skewed_events_are_there(events):
    arrivals = [row["received_at"] for row in events if row["received_at"]]
    late = [row for row in events if row["sent_at"] and row["sent_at"][:13] > row["original_at"][:13]]
    skewed = [row for row in events if row["sent_at"] and row["sent_at"] > row["received_at"]]
    assert arrivals != sorted(arrivals)
    assert late
    assert skewed


def test_repeated_messages_keep_id_and_original_time(events):
    messages = defaultdict(list)
    for row in events:
        messages[row["source"], row["message_id"]].append(row)
    repeated = [copies for copies in messages.values() if len(copies) > 1]
    assert repeated
    assert all(len({copy["original_at"] for copy in copies}) == 1 for copies in repeated)


def test_bots_are_much_faster_than_people(events, truth):
    views = Counter(truth[key("cookie", row["cookie"])] for row in events if row["agent"])
    assert views
    assert all(person.startswith("bot-") for person in views)
    assert min(views.values()) >= 50


def test_both_incidents_are_in_the_events_as_told(events, truth, incidents):
    assert len(incidents) == 2
    for incident in incidents.values():
        shown = {row["message_id"]: row for row in events if _shows(row, incident)}
        assert incident["events"] == len(shown) > 5
        assert incident["people"] > 5


def _shows(row: dict[str, str], incident: dict) -> bool:
    return (
        row["source"] == incident["source"]
        and row["name"] == incident["event"]
        and all(row[column] == value for column, value in incident["where"].items())
    )


def test_the_payment_outage_lasts_a_week_and_stands_out(events, incidents):
    outage = incidents["payment-provider-outage"]
    week = (outage["starts_at"], outage["ends_at"])
    tried = [
        row
        for row in events
        if row["source"] == outage["source"]
        and row["provider"] == outage["where"]["provider"]
        and week[0] <= row["received_at"] < week[1]
    ]
    failed = sum(row["name"] == "payment_failed" for row in tried)
    assert failed > 0.7 * len(tried)


def test_progress_is_told_up_to_the_last_person(tmp_path):
    told: list[int] = []
    simulate(tmp_path, people=25, seed=1, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 25


def test_nobody_cannot_be_simulated(tmp_path):
    with pytest.raises(InputError, match="at least one person"):
        simulate(tmp_path, people=0, seed=1)


def test_a_directory_that_cannot_be_made_ends_in_one_clear_message(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="could not be written"):
        simulate(tmp_path / "file", people=5, seed=1)


def test_a_simulation_that_breaks_off_leaves_the_earlier_data_set(tmp_path):
    simulate(tmp_path, people=10, seed=1)
    before = {name: (tmp_path / name).read_bytes() for name in FILES}

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(tmp_path, people=10, seed=2, progress=stop)
    assert {name: (tmp_path / name).read_bytes() for name in FILES} == before
