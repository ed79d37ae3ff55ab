CREATE TABLE products (
    id uuid PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    price bigint NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX products_by_creation ON products (created_at, id);
CREATE INDEX products_by_name ON products (name);
