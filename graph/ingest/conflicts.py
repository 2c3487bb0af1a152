"""Events whose message id is known with other content: reported, and not written over what is there."""

from onepath.loaders.records import EventRecord, Reject
from onepath.loaders.rejects import reject_row


def conflict_of(event: EventRecord) -> Reject:
    """The event's row as a reject, to be written to the file of rejects."""
    reason = f"conflict: the message id {event.message_id} is in the graph with other content, which stays"
    if event.row is None:
        return Reject(event.source, 0, reason, {"message_id": event.message_id, "name": event.name})
    return reject_row(event.row.file, event.row.number, reason, event.row.columns, event.row.cells)
