-- A mention may carry a label of each sort for a topic: relevance, tone, risk. What was said before
-- was about relevance, and of mentions that somebody chose.
--
-- The next line fails where another program was quicker: without it the rest could run twice.
ALTER TABLE label ADD COLUMN sort TEXT;
CREATE TABLE label_of_a_sort (
    topic TEXT NOT NULL,
    mention TEXT NOT NULL,
    sort TEXT NOT NULL,              -- relevance | tone | risk
    verdict TEXT NOT NULL,           -- noise | relevant | negative | neutral | positive | risk-…
    category TEXT NOT NULL,          -- the risk that is meant, or ''
    picked TEXT NOT NULL,            -- random | uncertain | own
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    PRIMARY KEY (topic, mention, sort)
) WITHOUT ROWID;
INSERT INTO label_of_a_sort (topic, mention, sort, verdict, category, picked, at, who)
    SELECT topic, mention, 'relevance', verdict, '', 'own', at, who FROM label;
DROP TABLE label;
ALTER TABLE label_of_a_sort RENAME TO label;
CREATE INDEX label_mention ON label (mention);
