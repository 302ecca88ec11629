-- Times are milliseconds since 1970 UTC. Rows that grow carry their time first in the primary key,
-- so that "the last hour" and "older than 90 days" touch only the pages they are about.

CREATE TABLE mention (
    id INTEGER PRIMARY KEY,          -- counts_at << 12 | n: ordered by the time at which it counts
    key TEXT NOT NULL UNIQUE,        -- origin:id, the same item however often it is read
    url_key TEXT,                    -- canonical address, to know an item that two sources found
    source TEXT NOT NULL,
    voice TEXT,
    tone TEXT NOT NULL,
    language TEXT,
    story TEXT NOT NULL,
    body BLOB NOT NULL,              -- the mention as JSON
    reading BLOB NOT NULL            -- its reading as JSON
);
CREATE INDEX mention_url ON mention (url_key) WHERE url_key IS NOT NULL;

CREATE TABLE hit (
    topic TEXT NOT NULL,
    mention INTEGER NOT NULL,
    because TEXT NOT NULL,           -- JSON list of words
    PRIMARY KEY (topic, mention)
) WITHOUT ROWID;
CREATE INDEX hit_mention ON hit (mention);

-- Mentions that trip a scenario's wire and wait to be assessed, so that a crash forgets none.
CREATE TABLE tripped (
    mention INTEGER PRIMARY KEY
);

-- Written in the same transaction as the rows they count. grain: seconds.
CREATE TABLE rollup (
    topic TEXT NOT NULL,
    grain INTEGER NOT NULL,
    start INTEGER NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0,
    scored INTEGER NOT NULL DEFAULT 0,
    negative INTEGER NOT NULL DEFAULT 0,
    positive INTEGER NOT NULL DEFAULT 0,
    voices INTEGER NOT NULL DEFAULT 0,
    busiest INTEGER NOT NULL DEFAULT 0,
    copies INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (topic, grain, start)
) WITHOUT ROWID;

-- What a bucket must remember to count voices and copies; dropped once the bucket is settled.
CREATE TABLE tally (
    start INTEGER NOT NULL,
    topic TEXT NOT NULL,
    grain INTEGER NOT NULL,
    what TEXT NOT NULL,              -- v:VOICE or s:STORY
    n INTEGER NOT NULL,
    PRIMARY KEY (start, topic, grain, what)
) WITHOUT ROWID;

-- What was usual for each settled bucket, for charts and sentences.
CREATE TABLE outlook (
    topic TEXT NOT NULL,
    start INTEGER NOT NULL,
    expected REAL NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    usual_negative REAL,
    learned INTEGER NOT NULL,
    PRIMARY KEY (topic, start)
) WITHOUT ROWID;

CREATE TABLE detector (
    topic TEXT PRIMARY KEY,
    grain INTEGER NOT NULL,
    ahead_to INTEGER NOT NULL,       -- every bucket before this has been shown to the detector
    stale INTEGER NOT NULL,          -- 1: one of them changed since
    body BLOB NOT NULL               -- what the detector remembers, as JSON
) WITHOUT ROWID;

CREATE TABLE source (
    name TEXT PRIMARY KEY,
    body BLOB NOT NULL               -- the source's state as JSON, its cursor included
) WITHOUT ROWID;

CREATE TABLE blind (
    source TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,                   -- NULL while it lasts
    because TEXT NOT NULL,
    PRIMARY KEY (source, since)
) WITHOUT ROWID;

CREATE TABLE issue (
    drill INTEGER NOT NULL,
    number INTEGER NOT NULL,
    topic TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    revision INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (drill, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX issue_one_open ON issue (topic, kind, drill) WHERE state <> 'closed';
CREATE INDEX issue_open ON issue (state, opened_at);

CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    issue TEXT,
    event TEXT NOT NULL,
    actor TEXT NOT NULL,
    because TEXT NOT NULL,
    details TEXT NOT NULL
);
CREATE INDEX entry_issue ON entry (issue, id);
CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the timeline is append-only');
END;

CREATE TABLE delivery (
    id TEXT PRIMARY KEY,
    created_at INTEGER NOT NULL,
    issue TEXT,
    state TEXT NOT NULL,
    due_at INTEGER NOT NULL,         -- not before this
    urgent INTEGER NOT NULL,
    body BLOB NOT NULL,              -- the delivery as JSON, without the bytes
    bytes BLOB NOT NULL              -- what is sent, fixed once and for all
) WITHOUT ROWID;
CREATE INDEX delivery_due ON delivery (due_at) WHERE state IN ('pending', 'sending');
CREATE INDEX delivery_issue ON delivery (issue, created_at);

CREATE TABLE silence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    start INTEGER NOT NULL,
    until INTEGER NOT NULL,
    body BLOB NOT NULL
);

CREATE TABLE memo (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
