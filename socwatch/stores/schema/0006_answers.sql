-- Which mentions one of our accounts answered, or a person says were answered. What our own accounts
-- write is no mention and is not stored: of it only this remains.
CREATE TABLE answer (
    asked TEXT NOT NULL,             -- key of the mention, or the account spoken to: origin/@name
    reply TEXT NOT NULL,             -- key of what we wrote; '' when a person says so
    at INTEGER NOT NULL,
    who TEXT NOT NULL,               -- the account of ours, or the contact
    PRIMARY KEY (asked, reply)
) WITHOUT ROWID;
CREATE INDEX answer_reply ON answer (reply);
CREATE INDEX answer_at ON answer (at);
