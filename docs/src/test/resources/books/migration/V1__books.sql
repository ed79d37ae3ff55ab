-- tag::table[]
CREATE TABLE books (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    isbn TEXT NOT NULL UNIQUE,
    pages INTEGER NOT NULL,
    summary TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX books_by_creation ON books (created_at, id);
-- end::table[]
