CREATE TABLE users (
    id uuid PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    email text COLLATE "C" NOT NULL UNIQUE,
    role text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX users_by_creation ON users (created_at, id);
