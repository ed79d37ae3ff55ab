CREATE TABLE account_credentials (
    user_id TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
