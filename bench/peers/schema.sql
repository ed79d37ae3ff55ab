-- What both peers over PostgreSQL read and write.
CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    name text NOT NULL,
    email text NOT NULL UNIQUE,
    role text NOT NULL DEFAULT 'USER',
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    password_hash text NOT NULL
);
