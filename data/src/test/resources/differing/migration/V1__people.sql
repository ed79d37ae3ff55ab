CREATE TABLE people (
    id         TEXT    NOT NULL,
    name       INTEGER NOT NULL,
    email      TEXT    NOT NULL,
    age        INTEGER NOT NULL,
    mood       TEXT,
    active     INTEGER NOT NULL,
    score      REAL    NOT NULL,
    points     INTEGER NOT NULL,
    team       TEXT,
    secret     TEXT    NOT NULL,
    tags       TEXT    NOT NULL,
    votes      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    shoe_size  INTEGER NOT NULL,
    hat_size   INTEGER NOT NULL DEFAULT 7,
    notes      TEXT
) STRICT;

CREATE UNIQUE INDEX people_by_email_when_active ON people (email) WHERE active = 1;
CREATE UNIQUE INDEX people_by_email_and_name ON people (email, name);
