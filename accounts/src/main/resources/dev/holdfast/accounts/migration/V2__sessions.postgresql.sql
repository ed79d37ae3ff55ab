ALTER TABLE account_credentials ADD COLUMN password_version integer NOT NULL DEFAULT 1;
ALTER TABLE account_credentials ADD COLUMN disabled_at timestamptz;

CREATE TABLE account_sessions (
    id text COLLATE "C" PRIMARY KEY,
    user_id text COLLATE "C" NOT NULL,
    secret_hash text COLLATE "C" NOT NULL,
    former_hash text COLLATE "C" NOT NULL,
    device text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    signed_in_at timestamptz NOT NULL,
    renewed_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL
);

CREATE INDEX account_sessions_by_user ON account_sessions (user_id);
CREATE INDEX account_sessions_by_end ON account_sessions (ends_at);

CREATE TABLE account_mailed_secrets (
    id text COLLATE "C" PRIMARY KEY,
    secret_hash text COLLATE "C" NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    email text COLLATE "C" NOT NULL,
    sent_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL
);

CREATE INDEX account_mailed_secrets_by_user ON account_mailed_secrets (user_id);
CREATE INDEX account_mailed_secrets_by_address ON account_mailed_secrets (email);
CREATE INDEX account_mailed_secrets_by_end ON account_mailed_secrets (ends_at);

CREATE TABLE account_events (
    id text COLLATE "C" PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text COLLATE "C" NOT NULL,
    user_id text COLLATE "C",
    actor text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    detail text COLLATE "C" NOT NULL
);

CREATE INDEX account_events_by_time ON account_events (at, id);
CREATE INDEX account_events_by_user ON account_events (user_id, at, id);

CREATE TABLE account_keys (
    id text COLLATE "C" PRIMARY KEY,
    secret_hash text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    scopes jsonb NOT NULL,
    made_by text COLLATE "C" NOT NULL,
    made_at timestamptz NOT NULL,
    used_at timestamptz,
    ends_at timestamptz NOT NULL
);

CREATE INDEX account_keys_by_maker ON account_keys (made_by);
CREATE INDEX account_keys_by_end ON account_keys (ends_at);
