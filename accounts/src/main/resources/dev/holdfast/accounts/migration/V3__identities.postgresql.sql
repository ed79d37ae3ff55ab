ALTER TABLE account_credentials ADD COLUMN proven_address text COLLATE "C";

CREATE TABLE account_identities (
    id text COLLATE "C" PRIMARY KEY,
    user_id text COLLATE "C" NOT NULL,
    provider text COLLATE "C" NOT NULL,
    linked_at timestamptz NOT NULL
);

CREATE INDEX account_identities_by_user ON account_identities (user_id);
