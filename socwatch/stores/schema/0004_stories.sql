-- The wordings that new mentions are compared with: the latest few thousand, none of them longer than
-- three days silent. What they hold can be made anew from the mentions.
CREATE TABLE telling (
    wording TEXT PRIMARY KEY,
    story TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    words TEXT NOT NULL,
    terms TEXT NOT NULL,
    names TEXT NOT NULL,
    links TEXT NOT NULL
) WITHOUT ROWID;

-- What people said of stories, in order. Mentions keep the story they were stored with; these acts
-- are applied whenever one is read, so that undoing an act loses nothing.
CREATE TABLE story_act (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,              -- merge | split
    story TEXT NOT NULL,
    target TEXT NOT NULL,            -- the story they count as part of
    mentions TEXT NOT NULL,          -- JSON list of [key, wording]: those that were split off
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    undone_by TEXT,
    undone_at INTEGER
);

CREATE INDEX mention_story ON mention (story);
