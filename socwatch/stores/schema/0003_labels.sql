-- What people said of mentions: noise or relevant, for one topic. The mention is named by its key,
-- because row numbers can be given away again.
CREATE TABLE label (
    topic TEXT NOT NULL,
    mention TEXT NOT NULL,
    verdict TEXT NOT NULL,           -- noise | relevant
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    PRIMARY KEY (topic, mention)
) WITHOUT ROWID;
CREATE INDEX label_mention ON label (mention);
