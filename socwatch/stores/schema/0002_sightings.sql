-- How the polls of each source went: a row for a run of polls with one outcome, at most six hours
-- long, so that a thousand polls that bring nothing change one row. found: new items they brought.
CREATE TABLE sighting (
    source TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    found INTEGER NOT NULL,
    polls INTEGER NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (source, since)
) WITHOUT ROWID;
