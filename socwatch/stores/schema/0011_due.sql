-- When time alone next changes an issue; NULL in rows from before: look at them.
ALTER TABLE issue ADD COLUMN due_at INTEGER;
CREATE INDEX issue_due ON issue (due_at) WHERE state <> 'closed';
