CREATE TABLE account_credentials (
    user_id text COLLATE "C" PRIMARY KEY,
    password_hash text COLLATE "C" NOT NULL,
    changed_at timestamptz NOT NULL
);
