CREATE TABLE people (
    id         TEXT    PRIMARY KEY,
    name       TEXT    NOT NULL,
    email      TEXT    NOT NULL UNIQUE,
    age        INTEGER,
    mood       TEXT    NOT NULL,
    active     INTEGER NOT NULL,
    score      REAL    NOT NULL,
    points     INTEGER NOT NULL CHECK (points >= 0),
    wage       TEXT    NOT NULL,
    team       TEXT    REFERENCES teams (id),
    secret     TEXT    NOT NULL,
    tags       TEXT    NOT NULL,
    votes      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version    INTEGER NOT NULL
) STRICT;

CREATE INDEX people_by_created_at ON people (created_at, id);
