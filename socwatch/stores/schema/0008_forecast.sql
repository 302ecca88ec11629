-- What the next hours were thought to bring, so that the record of such forecasts can be shown.
CREATE TABLE forecast (
    topic TEXT NOT NULL,
    start INTEGER NOT NULL,          -- ms since 1970, UTC; the forecast was made then
    until INTEGER NOT NULL,
    expected REAL NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    PRIMARY KEY (topic, start)
) WITHOUT ROWID;
