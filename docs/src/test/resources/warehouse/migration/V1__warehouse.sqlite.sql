CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    shelf TEXT,
    tags TEXT NOT NULL,
    stock INTEGER NOT NULL CHECK (stock >= 0),
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sales (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    pieces INTEGER NOT NULL,
    sold_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sales_by_article ON sales (article);
