-- How many steps of its playbook hold something back: shown until they are lifted, also once closed.
ALTER TABLE issue ADD COLUMN holds INTEGER NOT NULL DEFAULT 0;
CREATE INDEX issue_holds ON issue (number) WHERE holds > 0;
