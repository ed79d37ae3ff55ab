CREATE TABLE contacts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    phones TEXT NOT NULL
) STRICT;
