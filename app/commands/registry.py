"""Every command by the words that call it: where it is, and the first line of its help.

The lines are written here so that a list of commands imports none of them; a test holds them equal.
"""

from collections.abc import Mapping, Sequence

PANELS: Mapping[str, Sequence[str]] = {
    "Server": ("up", "down", "status", "backup", "restore"),
    "Data and identities": ("load", "mapping", "resolve", "identity", "journeys", "events", "simulate"),
    "Analysis": (
        "funnel", "paths", "transitions", "rework", "variants", "matrix", "patterns", "drivers",
        "attribution", "active", "lifecycle", "retention", "frequency", "duration", "arrivals", "predict",
        "change",
    ),
    "Explore": ("app", "person", "query", "question", "demo", "bench"),
}  # fmt: skip
"""The commands as `onepath --help` lists them."""

GROUPS: Mapping[str, str] = {
    "journeys": "Build journeys from events, and export them.",
    "matrix": "Step matrix and transition matrix, of everybody or of two groups that are compared.",
    "question": "Saved questions: run, list, share and delete them.",
    "mapping": "Mappings: how to read files that are not canonical tables.",
    "identity": "Identity resolution: explain, review, measure and change it.",
}

COMMANDS: Mapping[str, tuple[str, str]] = {
    "up": (
        "up:up",
        "Start the managed local Neo4j and install the schema. The first time, Neo4j is downloaded.",
    ),
    "down": (
        "down:down",
        "Stop the managed local Neo4j. Its data is kept.",
    ),
    "status": (
        "status:status",
        "Show whether the server is running, its version, addresses and sizes, and what is in the graph.",
    ),
    "backup": (
        "backup:backup",
        "Back up the graph of the managed local Neo4j into one file, and verify what was written.",
    ),
    "restore": (
        "backup:restore",
        "Restore a backup, once its checksums and counts are verified.",
    ),
    "events": (
        "events:events",
        "List the events with their roles, or set roles.",
    ),
    "simulate": (
        "simulate:simulate",
        "Write a realistic omni-channel data set with its ground truth: tables, truth.csv, incidents.json.",
    ),
    "load": (
        "load:load",
        "Load files into the graph: CSV, JSON, Parquet or XES, plain or compressed. Idempotent.",
    ),
    "resolve": (
        "resolve:resolve",
        "Resolve identities: give every person one OneID, by the merge rules.",
    ),
    "funnel": (
        "funnel:funnel",
        "How many people complete steps in order within a conversion window, and who they are.",
    ),
    "change": (
        "change:change",
        "Find what was unusual, and when: activity, events, transitions, whole sessions, "
        "steps, property values.",
    ),
    "attribution": (
        "attribution:attribution",
        "Credit conversions to channels, by nine attribution models side by side.",
    ),
    "retention": (
        "retention:retention",
        "How many of the people who started in the same period returned in each later period.",
    ),
    "active": (
        "active:active",
        "Daily, weekly and monthly active users (DAU, WAU, MAU) over time, and stickiness (DAU / MAU).",
    ),
    "lifecycle": (
        "lifecycle:lifecycle",
        "How many people are new, returning, resurrected or dormant in each period.",
    ),
    "frequency": (
        "frequency:frequency",
        "On how many days (weeks, months), or how often, people did an event in the date range.",
    ),
    "duration": (
        "duration:duration",
        "How long journeys or sessions last: median, p90 and a histogram (case duration).",
    ),
    "arrivals": (
        "arrivals:arrivals",
        "How many journeys or sessions begin in each period, and the time between them (inter-arrival).",
    ),
    "patterns": (
        "patterns:patterns",
        "Frequent sequences of events; with a target, those in which converters and others differ most.",
    ),
    "drivers": (
        "drivers:drivers",
        "Which events, properties and attributes are associated with doing an event, or with not doing it.",
    ),
    "paths": (
        "paths:paths",
        "The most frequent next steps after an event, or the previous steps before one.",
    ),
    "transitions": (
        "transitions:transitions",
        "Which event directly follows which, how often, for how many people, and how long it takes.",
    ),
    "rework": (
        "rework:rework",
        "What people do again: repeats of an event, self-loops A > A, back-and-forth loops A > B > A.",
    ),
    "variants": (
        "variants:variants",
        "The most frequent complete sequences of events, and the share of journeys that they cover.",
    ),
    "matrix steps": (
        "matrix:steps",
        "The share of journeys that are at each event at each step, from the start or "
        "around an anchor event.",
    ),
    "matrix transitions": (
        "matrix:transitions",
        "The share of each event's occurrences that are directly followed by each other event.",
    ),
    "predict": (
        "predict:predict",
        "Predict the next event, and measure how often that is right on people left out of the training.",
    ),
    "person": (
        "person:person",
        "Look up a person by any identifier: identifiers, their sources, evidence, and timeline.",
    ),
    "query": (
        "query:query",
        "Run a query of the library by name, or custom Cypher, read-only.",
    ),
    "app": (
        "app:app",
        "Open the explorer in the browser. It is served on 127.0.0.1 until you press Ctrl-C.",
    ),
    "demo": (
        "demo:demo",
        "Try onepath on simulated data: start Neo4j, simulate, load, resolve, build journeys, explore.",
    ),
    "bench": (
        "bench:bench",
        "Measure the speed and accuracy of onepath, compared with other tools in the same run.",
    ),
    "journeys build": (
        "journeys:build",
        "Build the journeys of people with new events, and infer sessions for sources that send none.",
    ),
    "journeys export": (
        "journeys:export",
        "Export journeys as an event log, or their directly-follows graph as a process model.",
    ),
    "question list": (
        "question:list_",
        "List the saved questions.",
    ),
    "question run": (
        "question:run",
        "Run a saved question.",
    ),
    "question show": (
        "question:show",
        "Print a saved question as a JSON document, which can be saved as a file and shared.",
    ),
    "question add": (
        "question:add",
        "Save a question from a file.",
    ),
    "question remove": (
        "question:remove",
        "Delete a saved question.",
    ),
    "mapping propose": (
        "mapping:propose_mapping",
        "Propose a mapping, from the names of a file's columns and the values in its first rows.",
    ),
    "identity check": (
        "identity.check:check",
        "Check a rules file, and show the merge rules of each kind of identifier.",
    ),
    "identity explain": (
        "identity.explain:explain",
        "Explain why two identifiers are one person by the strongest evidence, or why they are not.",
    ),
    "identity history": (
        "identity.history:history",
        "List every decision about a person: what was merged, unmerged or blocked, by whom, and why.",
    ),
    "identity review": (
        "identity.review:review",
        "List the review queue: merges that a rule blocked, and isolated identifiers.",
    ),
    "identity decisions": (
        "identity.decision_list:decisions",
        "List everybody's decisions: merges, unmerges, blocks, by whom or which rule, when, and why.",
    ),
    "identity merge": (
        "identity.decisions:merge",
        "Merge two people, with all that both have. Every later resolve keeps this until you undo it.",
    ),
    "identity unmerge": (
        "identity.decisions:unmerge",
        "Take an identifier out of its person, or unmerge a person at links: two people from now on.",
    ),
    "identity keep-separate": (
        "identity.decisions:keep_separate",
        "Confirm that people are not one person: they stay separate and leave the review queue.",
    ),
    "identity block": (
        "identity.decisions:block",
        "Block an identifier: it is isolated and merges no one until you undo this.",
    ),
    "identity undo": (
        "identity.decisions:undo",
        "Undo a decision, manual or by the rules: the people go back to what they were before it.",
    ),
    "identity verify": (
        "identity.verify:verify",
        "Verify that every identifier belongs to one person, and every event to one journey.",
    ),
    "identity map": (
        "identity.map:map_",
        "Show which person every identifier and every account belongs to, now or as of a date.",
    ),
    "identity evaluate": (
        "identity.evaluate:evaluate",
        "Measure accuracy against a ground truth, compared with plain connected components.",
    ),
    "identity similar": (
        "identity.similar:similar",
        "Link accounts that probably belong to one person, by name, birth date, gender and address.",
    ),
}
