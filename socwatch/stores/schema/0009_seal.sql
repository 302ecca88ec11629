-- The timeline as evidence: each entry is sealed by a hash over the seal before it and itself.
CREATE TABLE seal (
    entry INTEGER PRIMARY KEY REFERENCES entry (id),
    hash BLOB NOT NULL
);
CREATE TRIGGER seal_is_final BEFORE UPDATE ON seal
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
CREATE TRIGGER seal_stays BEFORE DELETE ON seal
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the timeline is append-only');
END;
