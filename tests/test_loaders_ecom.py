"""The demonstration shop's log, as its mapping reads it (a small log of the same shape)."""

from collections import Counter

from onepath.loaders.mapping import load_mapping
from onepath.loaders.reader import read_records

LOG = """user_id,session_id,event,timestamp,platform,acquisition_channel,user_cohort,user_lifecycle
user_0000,sess_000001,home,2024-03-13 10:21:14,desktop,email,2024-01,returning
user_0000,sess_000001,view,2024-03-13 10:21:28,desktop,email,2024-01,returning
user_0000,sess_000001,view,2024-03-13 10:21:28,desktop,email,2024-01,returning
user_0001,sess_000002,home,2024-03-13 10:21:28,mobile,ads,2024-02,new
"""


def test_every_row_is_an_event_of_a_user_in_a_session(tmp_path):
    (tmp_path / "ecom.csv").write_text(LOG, "utf-8")
    events = list(read_records(tmp_path / "ecom.csv", load_mapping("ecom")))
    assert len({event.key for event in events}) == 4, "a row that repeats another one is an event of its own"
    assert Counter(event.session_id for event in events) == {"sess_000001": 3, "sess_000002": 1}
    assert {event.identifiers for event in events} == {("user:user_0000",), ("user:user_0001",)}
    assert events[0].properties == {
        "platform": "desktop",
        "acquisition_channel": "email",
        "user_cohort": "2024-01",
        "user_lifecycle": "returning",
    }
