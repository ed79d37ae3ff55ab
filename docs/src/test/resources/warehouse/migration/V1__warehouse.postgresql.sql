CREATE TABLE articles (
    id uuid PRIMARY KEY,
    code text COLLATE "C" NOT NULL UNIQUE,
    title text COLLATE "C" NOT NULL,
    shelf text COLLATE "C",
    tags jsonb NOT NULL,
    stock bigint NOT NULL CHECK (stock >= 0),
    version bigint NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE sales (
    id uuid PRIMARY KEY,
    article uuid NOT NULL REFERENCES articles (id),
    pieces bigint NOT NULL,
    sold_at timestamptz NOT NULL
);

CREATE INDEX sales_by_article ON sales (article);
