-- Which words are usual for a topic, so that a new theme stands out: counts of terms, no texts.
CREATE TABLE vocabulary (
    topic TEXT PRIMARY KEY,
    state TEXT NOT NULL
) WITHOUT ROWID;
