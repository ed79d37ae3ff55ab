ALTER TABLE account_credentials ADD COLUMN password_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE account_credentials ADD COLUMN disabled_at INTEGER;

CREATE TABLE account_sessions (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    former_hash TEXT NOT NULL,
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    signed_in_at INTEGER NOT NULL,
    renewed_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;

CREATE INDEX account_sessions_by_user ON account_sessions (user_id);
CREATE INDEX account_sessions_by_end ON account_sessions (ends_at);

CREATE TABLE account_mailed_secrets (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL,
    purpose TEXT NOT NULL,
    user_id TEXT NOT NULL,
    email TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT;

CREATE INDEX account_mailed_secrets_by_user ON account_mailed_secrets (user_id);
CREATE INDEX account_mailed_secrets_by_address ON account_mailed_secrets (email);
CREATE INDEX account_mailed_secrets_by_end ON account_mailed_secrets (ends_at);

CREATE TABLE account_events (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    user_id TEXT,
    actor TEXT NOT NULL,
    address TEXT NOT NULL,
    request_id TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;

CREATE INDEX account_events_by_time ON account_events (at, id);
CREATE INDEX account_events_by_user ON account_events (user_id, at, id);

CREATE TABLE account_keys (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER,
    ends_at INTEGER NOT NULL
) STRICT;

CREATE INDEX account_keys_by_maker ON account_keys (made_by);
CREATE INDEX account_keys_by_end ON account_keys (ends_at);
