"""Every command by the words that call it: where it is, and the first line of its help.

The lines are written here so that a list of commands imports none of them; a test holds them equal.
"""

from collections.abc import Mapping

GROUPS: Mapping[str, str] = {
    "journeys": "Build stored journeys, and give them to other programs.",
    "matrix": "Shares of journeys by step, or of transitions; of two groups too.",
    "question": "Saved questions, to run again and to hand on.",
    "mapping": "How files that are no canonical tables are read.",
    "identity": "Question and change who is who.",
}

COMMANDS: Mapping[str, tuple[str, str]] = {
    "up": (
        "up:up",
        "Start the managed local Neo4j and install the schema. The first time it fetches Java and Neo4j.",
    ),
    "down": (
        "down:down",
        "Stop the managed local Neo4j cleanly, by checkpoint. Its data stays.",
    ),
    "status": (
        "status:status",
        "Tell whether the server runs: version, addresses, memory, store size, and what is in the graph.",
    ),
    "simulate": (
        "simulate:simulate",
        "Write a realistic omni-channel data set with its ground truth: tables, truth.csv, incidents.json.",
    ),
    "load": (
        "load:load",
        "Load files into the graph: CSV, JSON Lines, Parquet; gzip and zstd. Loading again adds nothing.",
    ),
    "resolve": (
        "resolve:resolve",
        "Give every person one OneID, by the rules: whom new evidence touches, or everybody the first time.",
    ),
    "funnel": (
        "funnel:funnel",
        "How many people go through steps in order, within a conversion window; and who they are.",
    ),
    "change": (
        "change:change",
        "What was unusual, and when: in events, transitions, whole sessions, funnel steps and values.",
    ),
    "attribution": (
        "attribution:attribution",
        "How much each channel has to do with conversions, by eight models side by side.",
    ),
    "retention": (
        "retention:retention",
        "Of the people who started together, how many returned in which later period.",
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
        "The most frequent full sequences of events, and how much of all journeys they cover.",
    ),
    "matrix steps": (
        "matrix:steps",
        "The share of journeys at each event at each step, from their start or around an anchor event.",
    ),
    "matrix transitions": (
        "matrix:transitions",
        "The share of each event's occurrences that go on to each other event.",
    ),
    "predict": (
        "predict:predict",
        "Which event comes next, and how often that is right for people who were not trained on.",
    ),
    "person": (
        "person:person",
        "Who is this, now or on a past day? Identifiers, their sources, the evidence, and the timeline.",
    ),
    "query": (
        "query:query",
        "Run a query of the library by name, or custom Cypher, read-only.",
    ),
    "app": (
        "app:app",
        "Serve the Streamlit explorer on 127.0.0.1 until interrupted.",
    ),
    "demo": (
        "demo:demo",
        "All of it on simulated data: start Neo4j, simulate, load, resolve, build journeys, explore.",
    ),
    "bench": (
        "bench:bench",
        "Measure onepath beside other ways, in one run.",
    ),
    "journeys build": (
        "journeys:build",
        "Infer sessions where the source has none, and store the journeys of everybody that changed.",
    ),
    "journeys export": (
        "journeys:export",
        "Give journeys to other programs: as an event log, or their directly-follows graph as a process.",
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
        "Print a saved question as a JSON document: put it into a file to hand it on.",
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
        "mapping:propose_",
        "Propose a mapping from the names of a file's columns and the values in its first rows.",
    ),
    "identity check": (
        "identity.check:check",
        "Check a rules file, and show what holds for each kind of identifier.",
    ),
    "identity explain": (
        "identity.explain:explain",
        "Why are two identifiers one person, or why are they not? The strongest path of evidence.",
    ),
    "identity history": (
        "identity.history:history",
        "Every merge, split, block and override of a person: who or which rule, when, why, and what moved.",
    ),
    "identity suspicions": (
        "identity.review:suspicions",
        "What the guards held apart, and identifiers that stand alone: for review.",
    ),
    "identity join": (
        "identity.decisions:join",
        "Say that two identifiers are one person's. It outlives every later resolve, until it is undone.",
    ),
    "identity split": (
        "identity.decisions:split",
        "Cut links of a person: their two ends are two people from now on, whatever else connects them.",
    ),
    "identity apart": (
        "identity.decisions:apart",
        "Say that what the rules hold apart between two people is right: they are two, and no suspicion now.",
    ),
    "identity block": (
        "identity.decisions:block",
        "Say that an identifier is nobody's: it stands alone and joins nobody, until this is undone.",
    ),
    "identity undo": (
        "identity.decisions:undo",
        "Take a decision back, made by hand or by the rules; the people are again what they were.",
    ),
    "identity verify": (
        "identity.verify:verify",
        "Check that nothing is lost: every identifier one person's, every event in one journey.",
    ),
    "identity partition": (
        "identity.map:partition",
        "Whose is every identifier, now or on a past day?",
    ),
    "identity evaluate": (
        "identity.evaluate:evaluate",
        "Measure how right the people are against a truth, beside plain connected components.",
    ),
    "identity similar": (
        "identity.similar:similar",
        "Link accounts that are probably one person's by name, birth and address (needs onepath[similar]).",
    ),
}
