// Fragment: what onepath itself keeps on an event, beside the properties that its source sent. Needs: nothing.
// Parameters: none
['key', 'source', 'message_id', 'name', 'sequence', 'original_at', 'sent_at', 'received_at', 'corrected_at', 'journey_position', '_content', '_loads']
