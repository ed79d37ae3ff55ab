ALTER TABLE account_credentials ADD COLUMN proven_address TEXT;

CREATE TABLE account_identities (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    linked_at INTEGER NOT NULL
) STRICT;

CREATE INDEX account_identities_by_user ON account_identities (user_id);
