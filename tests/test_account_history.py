"""What the records of one account say together: present identifiers, former ones, links and their times."""

from hypothesis import given
from hypothesis import strategies as st
from onepath.graph.identity import AccountRecord, AccountState, account_of

identifiers = st.lists(
    st.sampled_from(["phone:1", "phone:2", "email:a", "member:m"]), max_size=3, unique=True
)
records = st.lists(
    st.tuples(
        st.none() | st.integers(1, 6),
        identifiers,
        st.none() | st.sets(st.sampled_from(["phone", "email", "member"])),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


def record(at: int | None, *keys: str, kinds: tuple[str, ...] | None = None, load: int = 1, **said: object):
    return AccountRecord.of("crm", "ann", at, said, keys, kinds, (load,))


def state_of(*some: AccountRecord) -> AccountState:
    account = account_of(some)
    assert account is not None
    return account


def links(account: AccountState) -> list[tuple[str, str, int | None, int | None]]:
    return [(one.a, one.b, one.first_seen, one.ended_at) for one in account.links.values()]


def test_a_number_that_the_newest_record_does_not_name_is_a_former_one():
    account = state_of(record(1, "member:m", "phone:1"), record(5, "member:m", "phone:2"))
    assert (account.identifiers, account.former) == ({"member:m", "phone:2"}, {"phone:1"})
    assert links(account) == [("member:m", "phone:1", 1, 5), ("member:m", "phone:2", 5, None)]


def test_a_record_with_fewer_identifiers_unbinds_the_others():
    account = state_of(record(1, "member:m", "phone:1"), record(5, "member:m"))
    assert (account.identifiers, account.former) == ({"member:m"}, {"phone:1"})


def test_a_record_without_a_column_for_a_kind_says_nothing_of_it():
    account = state_of(record(1, "member:m", "phone:1"), record(5, kinds=(), tier="gold"))
    assert account.identifiers == {"member:m", "phone:1", "source_account:crm:ann"}
    assert account.attributes == {"tier": "gold"}


def test_a_record_without_a_time_is_older_than_every_other_and_ends_no_link():
    account = state_of(record(None, "phone:2"), record(None, "member:m", "phone:1"))
    assert account.identifiers == {"phone:2", "member:m", "phone:1"}
    later = state_of(*(record(None, "member:m", "phone:1"), record(5, "member:m")))
    assert links(later) == [("member:m", "phone:1", None, 5)]


def test_records_of_one_time_are_read_together():
    account = state_of(record(1, "member:m", "phone:1"), record(1, "member:m", "phone:2"))
    assert account.identifiers == {"member:m", "phone:1", "phone:2"}
    assert account.former == set()


def test_a_number_that_comes_back_keeps_the_time_between_in_mind():
    account = state_of(
        record(1, "member:m", "phone:1"), record(3, "member:m"), record(7, "member:m", "phone:1")
    )
    (link,) = account.links.values()
    assert (link.first_seen, link.last_seen, link.ended_at, link.gaps) == (1, 7, None, (3, 7))


def test_a_newer_record_replaces_attributes_and_an_older_one_only_adds_missing_ones():
    account = state_of(record(5, city="Paris"), record(1, city="Rome", gender="f"))
    assert account.attributes == {"city": "Paris", "gender": "f"}
    assert account.updated_at == 5


def test_of_records_without_a_time_the_last_loaded_replaces_attributes():
    first, second = record(None, city="Rome", load=1), record(None, city="Paris", load=2)
    assert state_of(second, first).attributes == {"city": "Paris"}
    again = first.brought_by((1, 3))
    assert state_of(again, second).attributes == {"city": "Rome"}


@given(records, st.randoms(use_true_random=False))
def test_the_order_in_which_records_come_does_not_matter(some, random):
    made = [record(at, *keys, kinds=kinds and tuple(kinds), n=n) for at, keys, kinds, n in some]
    assert account_of(made) == account_of(random.sample(made, len(made)))
